/**
 * JDBC without ceremony, for the few statements that are SQL on purpose: one connection, one
 * statement, typed results. Everything else is JPA.
 *
 * <p>Decided here: these statements run outside any container transaction, each as one
 * autocommitted statement or as one short local transaction, so that a commit is seen before its
 * result is used.
 */
package org.waybill.sql;
