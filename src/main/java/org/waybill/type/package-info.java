/**
 * Types and queues as data: which kinds of work exist, in which queue they wait, and who runs them.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A type is defined by its handler bean ({@link org.waybill.handler.TaskType}), or is one of
 *       {@link org.waybill.type.KnownTypes}, which Waybill's own interfaces submit whether or not a
 *       worker runs them. Two beans for one type, or an invalid name, stop startup.
 *   <li>A queue is created by the first type that uses it. Values set by an administrator take
 *       precedence over the environment ({@code WAYBILL_QUEUE_<NAME>_CONCURRENCY}), which takes
 *       precedence over the types. Every node reads the rows again each second.
 *   <li>Each worker stores in its row which types it runs. A queue without a live worker for any of
 *       its types is not dispatched: its tasks wait as rows, with reason {@code no_worker}.
 *   <li>One message-driven bean receives the messages of all queues; each queue has its own
 *       destination. So the concurrency per node is the number of consumers, and a full queue
 *       delays no other. Queues with a public name have a destination of that name, all others
 *       {@code waybill.tasks.<name>}, which the broker creates on demand.
 * </ul>
 */
package org.waybill.type;
