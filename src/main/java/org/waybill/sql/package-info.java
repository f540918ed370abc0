/**
 * JDBC without ceremony, for the few statements that are SQL on purpose: one connection, one
 * statement, typed results. Everything else is JPA.
 *
 * <p>Decided here: these statements run outside any container transaction, each as one
 * autocommitted statement or as one short local transaction, so that a commit is seen before its
 * result is used.
 *
 * <p>What is asked for at the same time is written by one statement ({@link RequestBatcher}). One
 * writer makes the largest batches; a second one helps only when the first is slow, for then it is
 * not the work that takes the time but a lock or the disk. The writers' threads are kept ({@link
 * WriterPool}): starting a managed task costs more than a small batch.
 */
package org.waybill.sql;
