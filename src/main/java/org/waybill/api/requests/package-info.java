/**
 * Requests and responses that find each other by a correlation id: {@code /api/requests}, and
 * messages of type {@code request}.
 *
 * <p>Decided here:
 *
 * <ul>
 *   <li>A request is a task of type {@code request}. Its correlation id is a key of its user's: the
 *       same again is the same request, whichever way it comes; another body under it is refused.
 *   <li>A message over JMS comes by {@code waybill.submit} like all others, and is told apart by
 *       its {@code JMSType}: a queue of its own would be one more thing to be set up and watched,
 *       and would do nothing that this one does not.
 *   <li>A response is gone when its time is over, and its correlation id is free again then.
 * </ul>
 */
package org.waybill.api.requests;
