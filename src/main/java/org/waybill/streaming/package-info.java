/**
 * Live progress: WebSockets and event streams catch up from the rows, then follow what is
 * committed, on whichever node.
 *
 * <p>Other doors follow tasks with {@link org.waybill.streaming.EventStreams} and their own {@link
 * org.waybill.streaming.EventRenderer}.
 *
 * <p>Decided here:
 *
 * <ul>
 *   <li>Facts of one task may arrive in another order than they were committed. A feed sends a
 *       task's events strictly by number; where one is missing it is read from the rows, which are
 *       complete up to the number that has arrived. Reading is done by one thread for all: whoever
 *       commits must not wait for whoever listens.
 *   <li>Nor does it tell them itself, since a thousand sends take as long as many commits, and a
 *       door may have to read what it tells: lanes do, each for a part of the listeners ({@link
 *       org.waybill.streaming.Fanout}).
 *   <li>Nobody's memory holds what a slow client has not read. Its events wait in the rows, and are
 *       read when it has room again. Event streams write only what the connection takes (servlet
 *       non-blocking output, since {@code SseEventSink} blocks the thread that sends).
 *   <li>A connection that has ended is let go by whoever notices first: its own write, heartbeat or
 *       ping, or the server. It is not left to the server, since Payara calls no {@code
 *       AsyncListener} where the client had gone before the answer was resumed. Who has gone is
 *       told nothing, and no row is read for it.
 *   <li>Lanes are bounded. What they cannot take is not told: the rows have it.
 *   <li>Nodes say every two seconds that somebody listens to them; the others tell them what they
 *       commit, many events per message, by the topic {@code waybill.events}. Nobody listens:
 *       nothing is sent. The topic is a hint like all messages. Once a second each node compares
 *       the last numbers of the tasks that are followed by their id with what it has sent, and, for
 *       all who listen to many tasks, looks through the events of the last seconds by an index of
 *       their times ({@link org.waybill.streaming.GapRepair}). Both reach back to where the last
 *       look ended, however long ago: a node that was frozen needs no rule of its own.
 *   <li>Where a feed had to forget what it sent, or nobody could look for ten minutes, the client
 *       is told {@code missed}: it may ask again, and never believes to be complete when it is not.
 *   <li>Tokens of open connections are asked for in the database every few seconds, all by one
 *       statement: a token that was revoked on another node ends its connections here.
 *   <li>A browser cannot set headers on a WebSocket, so the token may also come as a subprotocol
 *       {@code bearer.<token>}, beside {@code waybill.v1}, which is the one that is answered.
 *   <li>Interfaces add what is theirs to the WebSocket by a {@link
 *       org.waybill.streaming.SocketExtension}: actions, and frames that go to every WebSocket of a
 *       user without a subscription. Those come from a feed like all others, so none is lost and
 *       none is sent twice, on whichever node the task ran.
 * </ul>
 */
package org.waybill.streaming;
