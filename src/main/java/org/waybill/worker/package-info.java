/**
 * Runs attempts: receive, claim, find the handler, run, settle.
 *
 * <p>Decided here:
 *
 * <ul>
 *   <li>{@code onMessage} runs outside a container transaction, and the message is acknowledged
 *       after it returns. A claim that the database cannot answer is dropped after a few tries: the
 *       night watch hints again, and a dead-letter queue full of hints would help nobody.
 *   <li>Claims, reports and endings that ask together share one statement.
 *   <li>The handler runs on the bean's own thread. The watchdog interrupts it; one that ignores
 *       that is settled without it and fenced by its number.
 *   <li>The id of a child is kept before the child is stored; a later attempt finishes what was
 *       begun. A child that finds no place in its queue sends its parent back for a moment.
 *   <li>A message may carry several ids, claimed and settled together and run in sequence. As soon
 *       as one of them takes long, the watchdog gives the rest back to be released again, so that
 *       no quick task waits behind a slow one.
 *   <li>A process that runs tasks holds an advisory lock while it lives. A free lock and a process
 *       that is not there any more (looked at on the same host; on others the lock must do) mean
 *       that it is gone: its tasks are taken over at once and charged with a crash. The session
 *       that asks must have lived through the lease: one that was ended with all the others knows
 *       nothing about them, and right after a restart of the database every lock is free.
 *   <li>A heartbeat that stands still is the backstop for a process that is frozen or cut off. Only
 *       time counts in which this node looked itself, so an outage makes nobody dead; and nobody is
 *       charged. Who is lost keeps its row for a day: if it beats again, it takes back what its
 *       tasks were charged with.
 *   <li>Nothing that a handler throws gets past {@link org.waybill.worker.AttemptRunner}. An error
 *       of the virtual machine is thrown on when the end is written.
 * </ul>
 */
package org.waybill.worker;
