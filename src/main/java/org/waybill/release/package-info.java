/**
 * What may run now, and in which order. The releaser decides, the row says why it waits.
 *
 * <p>Decided here:
 *
 * <ul>
 *   <li>A window per queue bounds what is released and not yet claimed, so that a late urgent task
 *       waits behind a handful. It follows how long the queue's tasks take: several ids go in one
 *       message only while they take milliseconds.
 *   <li>While the window has room, a new task is stored as released and its id handed over in
 *       memory: the usual path has no release statement. Otherwise the releaser picks from the
 *       rows.
 *   <li>The count of the window is a guess in memory and the rows are its truth: it is read again
 *       from them whenever a full window keeps tasks waiting.
 *   <li>While the broker is away, and until it has answered for the first time, the window has no
 *       room: tasks are accepted and wait as rows. Whoever hands over looks at the broker also when
 *       there is nothing to send, so that the readiness of an idle server is true.
 *   <li>A task that has run before travels alone in its message: it may be the one that ends
 *       processes, and would take the others' tries with it.
 * </ul>
 */
package org.waybill.release;
