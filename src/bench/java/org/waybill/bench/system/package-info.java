/**
 * The systems that are measured, each in a JVM of its own, all on one PostgreSQL server: what they
 * are sent, and how their tables are read. A task counts as completed when its row says so, not
 * when a system claims it.
 */
package org.waybill.bench.system;
