/**
 * Types and queues as data: what kinds of work there are, where they wait, and who runs them.
 *
 * <p>Decided here:
 *
 * <ul>
 *   <li>A type comes from its handler bean ({@link org.waybill.handler.TaskType}), or is one of
 *       {@link org.waybill.type.KnownTypes}, which Waybill's own interfaces submit whether or not a
 *       worker runs them. Two beans of one type, or a name that is not allowed, stop the start.
 *   <li>A queue is made by the first type that names it. What an administrator has set counts
 *       before the environment ({@code WAYBILL_QUEUE_<NAME>_CONCURRENCY}), and that before what its
 *       types say. Every node reads the rows again each second.
 *   <li>Each worker writes into its row which types it runs. A queue of which no live worker runs
 *       any type is not dispatched: its tasks wait as rows, with reason {@code no_worker}.
 *   <li>One message-driven bean receives the messages of all queues; each queue has a destination
 *       of its own. So concurrency per node is the number of consumers, and a queue that is full
 *       holds up no other. The queues that the outside knows by name have destinations of that
 *       name, any other has {@code waybill.tasks.<name>}, which the broker makes when it is first
 *       needed.
 * </ul>
 */
package org.waybill.type;
