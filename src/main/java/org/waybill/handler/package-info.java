/**
 * What a newcomer implements: one {@link org.waybill.handler.TaskHandler} per task type, given a
 * {@link org.waybill.handler.TaskContext}, answering with an {@link org.waybill.handler.Outcome}.
 * Plain Java and JSON: nothing here knows HTTP, JMS or the database.
 *
 * <p>Decided here: the return value is the protocol. An exception means "failed, retry by policy";
 * whoever wants anything else says so with an {@code Outcome}.
 */
package org.waybill.handler;
