/**
 * A thin layer over JDBC for the statements that are deliberately SQL: one connection, one
 * statement, typed results. Everything else is JPA.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>These statements run outside any container transaction, each as one autocommitted statement
 *       or in one short local transaction, so that the commit is known before the result is used.
 *   <li>Requests that arrive at the same time are written by one statement ({@link
 *       RequestBatcher}). One writer makes the largest batches; a second one helps only when the
 *       first is slow, because then the time is spent on a lock or the disk, not on work.
 *   <li>The writers' threads are kept ({@link WriterPool}): starting a managed task costs more than
 *       a small batch.
 * </ul>
 */
package org.waybill.sql;
