/**
 * What may run now, and in which order. The releaser decides, the row says why it waits.
 *
 * <p>Decided here:
 *
 * <ul>
 *   <li>A window per queue bounds what is released and not yet claimed, so that a late urgent task
 *       waits behind a handful. It holds twice as many as run at once, or as many as are claimed in
 *       a tenth of a second: several ids go in one message only while tasks take milliseconds, and
 *       two full messages for each consumer were seconds of work that newcomers stood behind.
 *   <li>Whoever has few of what is released goes before somebody who has many: in a message of its
 *       own, with a higher priority at the broker, and into a full window, too. Those who go before
 *       are never more than those who do not, so that nobody is kept for good. What already runs is
 *       not interrupted: one user's long tasks can hold every place of a queue, unless a limit says
 *       otherwise.
 *   <li>A queue of which no live worker runs any type has no releases at all: its tasks wait as
 *       rows.
 *   <li>While the window has room and nobody stands in line, a new task that nothing limits is
 *       stored as released and its id handed over in memory: the usual path has no release
 *       statement. Otherwise the releaser picks from the rows.
 *   <li>The line is one of users ({@link org.waybill.dispatch.WeightedFairQueue}): tenants take
 *       turns, then their users; within a user tasks go by rank, which is the time of acceptance
 *       less the head start of the priority. So nobody starves: a task is overtaken only by those
 *       of its own user that come within their head start, and waits one round of the others for
 *       each before it. Whose turn it is lives in the memory of each node; who stands in line is
 *       told by commits on this node, and found by a look around for everything else. Each costs as
 *       much as there are users who wait, however many tasks they have.
 *   <li>Gates stand before the line: order keys and concurrency keys. What holds them is read from
 *       the rows whenever somebody may go through, so there is nothing to give back and nothing to
 *       be lost in a crash. Tasks of a key that is full are not in the line, and cost nothing
 *       there.
 *   <li>Limits of queues, tenants and users, rates and pauses are asked for each turn ({@link
 *       org.waybill.dispatch.LimitEvaluation}); the strictest wins, and who is kept is passed over.
 *       One node at a time decides about a queue, under a lock that ends with its transaction;
 *       where tenants or users are counted, about all queues.
 *   <li>Intake is bounded by queue, and in it by tenant and user as soon as others wait. What one
 *       has beyond the share, because nobody else was there, is not counted against others: so a
 *       queue that one has filled is closed for nobody else. Owners are told apart only when all
 *       together have more than one may, which costs nothing in the usual case.
 *   <li>What waits is counted outside of any lock: where a queue is nearly full, everybody who
 *       hands over would otherwise stand behind the one who counts. Children are stored by one
 *       writer of their own, in batches: 64 handlers that hand over children one by one took all
 *       connections.
 *   <li>The count of the window is a guess in memory and the rows are its truth: it is read again
 *       from them whenever a full window keeps tasks waiting.
 *   <li>While the broker is away, and until it has answered for the first time, the window has no
 *       room: tasks are accepted and wait as rows. Whoever hands over looks at the broker also when
 *       there is nothing to send, so that the readiness of an idle server is true.
 *   <li>A task that has run before travels alone in its message: it may be the one that ends
 *       processes, and would take the others' tries with it.
 * </ul>
 */
package org.waybill.dispatch;
