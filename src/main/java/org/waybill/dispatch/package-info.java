/**
 * Decides which tasks may run now, and in which order. The {@link org.waybill.dispatch.Dispatcher}
 * decides; the task's row stores why it waits.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>An in-flight window per queue bounds the tasks that are dispatched and not yet claimed, so
 *       that an urgent task that comes late waits only behind a few. The window holds twice as many
 *       tasks as run at once, or as many as are claimed in a tenth of a second: several ids share a
 *       message only while tasks take milliseconds, because two full messages per consumer would
 *       otherwise be seconds of work ahead of new tasks.
 *   <li>Owners with few tasks in flight go before owners with many: in a message of their own, with
 *       a higher broker priority, and even into a full window. Those who go first are never more
 *       than those who do not, so nobody starves.
 *   <li>While several owners submit, and for five seconds after, one of them gets at most seven
 *       eighths of the places of a queue ({@link org.waybill.dispatch.OwnerShares}): running tasks
 *       are not preempted, and long tasks of one user would make everybody else wait until one of
 *       them ends. An owner alone gets every place. Measured with a user whose tasks submit 100
 *       children each: others waited 2.5 s (p99) for a place before.
 *   <li>A queue without a live worker for any of its types is not dispatched: its tasks wait as
 *       rows.
 *   <li>While the window has room and no task is waiting, a new task without limits is stored as
 *       dispatched and its id is passed on in memory: the usual path needs no dispatch statement.
 *       Otherwise the dispatcher selects from the rows.
 *   <li>Ready tasks are scheduled round-robin ({@link org.waybill.dispatch.WeightedFairQueue}):
 *       across tenants, then across their users; tasks of one user are ordered by rank, which is
 *       the time of acceptance minus the head start of the priority. So nobody starves: a task is
 *       overtaken only by tasks of the same user within their head start, and waits one round of
 *       the other users for each task ahead of it. The position in the round-robin is kept in the
 *       memory of each node; waiting tasks are learned from commits on this node, and from a
 *       periodic scan for everything else. Each costs as much as there are waiting users, however
 *       many tasks they have.
 *   <li>Order keys and concurrency keys are checked before a task becomes ready. Whether a key is
 *       in use is read from the rows each time, so there is nothing to release and nothing to lose
 *       in a crash. Tasks of a key that is in use are not in the ready queue and cost nothing
 *       there.
 *   <li>Limits of queues, tenants and users, rate limits and pauses are evaluated for each dispatch
 *       ({@link org.waybill.dispatch.LimitEvaluation}); the strictest applies, and a limited task
 *       is skipped. One node at a time decides about a queue, under a lock that ends with its
 *       transaction; where tenants or users are counted, about all queues.
 *   <li>The backlog is limited per queue, and within it per tenant and user as soon as others wait.
 *       Tasks beyond an owner's share, accepted while nobody else was waiting, do not count against
 *       others: a queue filled by one owner stays open for all others. Owners are counted
 *       separately only once the total exceeds the share of one, which costs nothing in the usual
 *       case.
 *   <li>Waiting tasks are counted outside of any lock: where a queue is nearly full, all submitters
 *       would otherwise wait for the one that counts. Children are inserted by a separate writer in
 *       batches: 64 handlers that submitted children one by one used up all connections.
 *   <li>The counter of the window is an estimate in memory, and the rows are the truth: it is read
 *       from them again whenever a full window keeps tasks waiting.
 *   <li>While the broker is unavailable, and until it has responded for the first time, the window
 *       has no room: tasks are accepted and wait as rows. The publisher also probes the broker when
 *       there is nothing to send, so that the readiness of an idle server is correct.
 *   <li>A task that has run before is sent alone in its message: it may be the one that crashes
 *       processes, and would use up tries of the other tasks in the message.
 * </ul>
 */
package org.waybill.dispatch;
