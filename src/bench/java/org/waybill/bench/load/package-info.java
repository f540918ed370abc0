/**
 * The load generator. It shares the machine with what it measures, so it is built to cost little:
 * requests are built once, answers are parsed in place, connections are kept. One client for all
 * systems.
 */
package org.waybill.bench.load;
