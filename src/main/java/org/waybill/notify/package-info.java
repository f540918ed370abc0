/**
 * Notifies those who are not connected: webhooks, e-mail, and notifications in the API.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A delivery is a row, written in the transaction of its event by a trigger on {@code
 *       task_event} (see {@code V10__notify.sql}). So no crash, node or interface can lose one, and
 *       no operation of {@code task} knows about webhooks. Without a matching webhook it costs a
 *       statement some microseconds, and a task nothing measurable.
 *   <li>Events of cameras do the same by a trigger on {@code camera_event} (see {@code V52}), which
 *       writes the payload, too: an event does not change, and its camera may be deleted before it
 *       is sent. The same trigger creates the notifications of cameras, at most one of a kind in
 *       the camera's quiet time.
 *   <li>Any node sends: usually at once the node that wrote the event, otherwise the first one that
 *       polls. A node reserves a delivery for some seconds ({@code SKIP LOCKED}, and a time); if it
 *       dies, another node takes over. So a receiver may get a delivery twice, with the same {@code
 *       webhook-id}.
 *   <li>The task is read when the delivery is sent, and the payload is stored if sending failed:
 *       each further attempt sends the same. Delivered payloads are not stored; a resend reads the
 *       task again.
 *   <li>The concurrent deliveries per webhook, user and tenant are limited (see {@code
 *       DeliveryDispatcher}), and owners are served round-robin; a receiver that does not respond
 *       delays nobody else.
 *   <li>A webhook acts for its owner. When a delivery is sent, the owner must still have a valid
 *       token, and be an operator if the webhook covers the whole tenant; otherwise the webhook is
 *       disabled with a reason. Owners that never had a token, such as the user of JMS messages,
 *       are exempt.
 *   <li>Notifications are created after the commit, for many events at once, and with asynchronous
 *       commit. Users who have never connected nor read their notifications are treated as programs
 *       and get none, except for chats and questions: thousands of ends cost nothing. Connections
 *       are recorded in the rows, so that a worker on another node knows who is away.
 *   <li>Secrets are stored in plain text: whoever reads the database could read the tasks as well.
 * </ul>
 *
 * <p>For interfaces with callbacks of their own (A2A's push notifications): {@link
 * org.waybill.notify.TaskCallbacks#put} attaches a {@link org.waybill.notify.TaskCallback} to one
 * task, with a URL, headers to send, the kinds of events, a format and a note of the interface.
 * From then on each such event creates a delivery in its own transaction. The body is produced by
 * the CDI bean of type {@link org.waybill.notify.PayloadFormat} whose {@code format()} is given;
 * nothing but {@code Content-Type} is added. Only the format {@code task} is signed. Check the URL
 * with {@code SafeHttpClient.check(field, url)} before. The first event of a task, its acceptance,
 * is not delivered: whoever attaches the callback knows of it.
 */
package org.waybill.notify;
