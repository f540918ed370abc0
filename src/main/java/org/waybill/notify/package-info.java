/**
 * Tells those who are not connected: webhooks, mail, the notification centre.
 *
 * <p>Decided here:
 *
 * <ul>
 *   <li>A delivery is a row, written in the transaction of the event that it tells of, by a trigger
 *       on {@code task_event} (see {@code V10__notify.sql}). So no crash, no node and no door can
 *       lose one, and no verb of {@code task} knows of webhooks. Where nobody listens it costs a
 *       statement some microseconds, a task nothing that could be measured.
 *   <li>Any node sends: the one that wrote the event at once, whoever looks around first otherwise.
 *       Who takes a delivery has it for itself for some seconds ({@code SKIP LOCKED}, and a time);
 *       who dies with it leaves it to the next. So a receiver may get one twice, with the same
 *       {@code webhook-id}.
 *   <li>The task is read when it is sent, and what was said is kept if that failed: each further
 *       try says the same. What was delivered is not kept; to send it again reads the task again.
 *   <li>Of one hook, user and tenant so many are under way at once as {@code DeliveryDispatcher}
 *       says, and owners take turns; a receiver that does not answer holds up nobody else.
 *   <li>A hook acts for its owner. When it is to be sent, the owner must still have a valid token,
 *       and be an operator if it tells of the whole tenant; otherwise the hook is disabled and says
 *       why. Who never had a token, such as the user of messages, did not come by one.
 *   <li>Notifications are noticed after the commit, for many events at once, and with relaxed
 *       durability. Users who have never been connected nor looked at their notifications are
 *       programs, for whom nothing is written but of chats and questions: what ends by the thousand
 *       costs nothing. Who is connected where is in the rows, so that a worker elsewhere knows who
 *       is away.
 *   <li>Secrets are kept as they are: whoever reads the database could read the tasks as well.
 * </ul>
 *
 * <p>For doors with callbacks of their own (A2A's push notifications): {@link
 * org.waybill.notify.TaskCallbacks#put} binds a {@link org.waybill.notify.TaskCallback} to one
 * task, with an address, headers to send along, the kinds of events to tell of, a format and a note
 * of the door's. From then on each such event becomes a delivery in its own transaction. What is
 * posted is said by the CDI bean of type {@link org.waybill.notify.PayloadFormat} whose {@code
 * format()} it names; nothing else is added but {@code Content-Type}. Only the format {@code task}
 * is signed. Check the address with {@code Outbound.check(field, url)} before. The first event of a
 * task, that it was accepted, is not told: who binds a hook knows it.
 */
package org.waybill.notify;
