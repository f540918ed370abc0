/**
 * What was measured and against which bar. Times differ from machine to machine, so each figure
 * stands beside the peers' figure of the same run, and ratios are what bars speak of where they
 * can.
 */
package org.waybill.bench.report;
