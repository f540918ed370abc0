/**
 * What is measured. One system is loaded at a time while the others idle; the order turns with each
 * round; before each round PostgreSQL writes out what the last one left.
 */
package org.waybill.bench.scenario;
