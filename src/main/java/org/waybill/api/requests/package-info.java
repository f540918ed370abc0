/**
 * Requests and responses that are matched by a correlation id: {@code /api/requests}, and JMS
 * messages of type {@code request}.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A request is a task of type {@code request}. Its correlation id is unique per user: a
 *       repetition is the same request, from whichever interface; a different body is rejected.
 *   <li>JMS requests use {@code waybill.submit} like all other messages and are recognised by their
 *       {@code JMSType}: a separate queue would have to be set up and monitored, without a benefit.
 *   <li>A response is deleted after its retention, and its correlation id is free again then.
 * </ul>
 */
package org.waybill.api.requests;
