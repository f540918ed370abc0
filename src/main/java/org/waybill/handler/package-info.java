/**
 * The interface for handler authors: one {@link org.waybill.handler.TaskHandler} per task type,
 * which gets a {@link org.waybill.handler.TaskContext} and returns an {@link
 * org.waybill.handler.Outcome}. Plain Java and JSON: nothing here depends on HTTP, JMS or the
 * database.
 *
 * <p>Decision: the return value is the protocol. An exception means "failed, retry by policy";
 * everything else is expressed by an {@code Outcome}.
 */
package org.waybill.handler;
