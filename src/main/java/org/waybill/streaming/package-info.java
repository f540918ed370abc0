/**
 * Live progress: WebSockets and event streams first catch up from the rows, then follow committed
 * events from all nodes.
 *
 * <p>Other interfaces stream tasks with {@link org.waybill.streaming.EventStreams} and their own
 * {@link org.waybill.streaming.EventRenderer}.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Events of one task may arrive in a different order than they were committed. A feed sends a
 *       task's events strictly by number; a missing one is read from the rows, which are complete
 *       up to the number that has arrived. One thread reads for all subscribers: committing threads
 *       must not wait for subscribers.
 *   <li>Committing threads do not publish to subscribers themselves either, since a thousand sends
 *       take as long as many commits, and some renderers read from the database. Lanes do it, each
 *       for a part of the subscribers ({@link org.waybill.streaming.Fanout}).
 *   <li>What a slow client has not read is not kept in memory. Its events stay in the rows and are
 *       read when it has room again. Event streams write only what the connection accepts (servlet
 *       non-blocking output, since {@code SseEventSink} blocks the sending thread).
 *   <li>A connection that has ended is released by whatever notices first: its own write, heartbeat
 *       or ping, or the server. The server alone is not enough, since Payara calls no {@code
 *       AsyncListener} if the client disconnected before the response was resumed. Nothing is sent
 *       to a disconnected client, and no row is read for it.
 *   <li>Lanes are bounded. Events that do not fit are dropped there and read from the rows later.
 *   <li>Nodes announce every two seconds that they have subscribers; the other nodes send them
 *       their committed events, many per message, on topic {@code waybill.events}. Without
 *       subscribers nothing is sent. These messages are not the truth either: once a second each
 *       node compares the last numbers of the tasks that are subscribed to by id with what it has
 *       sent and, for subscribers of many tasks, scans the events of the last seconds by an index
 *       on their times ({@link org.waybill.streaming.GapRepair}). Both go back to where the last
 *       check ended, however long ago: a node that was frozen needs no special rule.
 *   <li>If a feed had to drop its record of sent events, or no check was possible for ten minutes,
 *       the client receives {@code missed}: it can ask again, and never believes to be complete
 *       when it is not.
 *   <li>Tokens of open connections are checked in the database every few seconds, all in one
 *       statement: a token revoked on another node ends its connections here.
 *   <li>A browser cannot set headers on a WebSocket, so the token may also be sent as subprotocol
 *       {@code bearer.<token>}, next to {@code waybill.v1}, which is the one that is accepted.
 *   <li>Interfaces add what is theirs to the WebSocket by a {@link
 *       org.waybill.streaming.SocketExtension}: actions, and frames that go to every WebSocket of a
 *       user without a subscription. Those come from a feed like all others, so none is lost and
 *       none is sent twice, on whichever node the task ran.
 * </ul>
 */
package org.waybill.streaming;
