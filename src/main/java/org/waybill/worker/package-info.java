/**
 * Runs attempts: receive, claim, find the handler, run, complete.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>{@code onMessage} runs outside a container transaction, and the message is acknowledged
 *       after it returns. A claim that the database cannot process is dropped after a few tries:
 *       {@code recovery} dispatches the task again, and a dead-letter queue full of dispatch
 *       messages would help nobody.
 *   <li>Claims, progress reports and results that arrive together share one statement.
 *   <li>The handler runs on the bean's own thread. The watchdog interrupts it; an attempt whose
 *       handler ignores the interrupt is completed without it and fenced by its attempt number.
 *   <li>The id of a child is stored before the child; a later attempt finishes what an earlier one
 *       began. If the child's queue is full, the parent is snoozed for a moment.
 *   <li>A message may carry several ids, which are claimed and completed together and run in
 *       sequence. As soon as one of them takes long, the watchdog returns the rest for dispatch, so
 *       that no short task waits behind a slow one.
 *   <li>A process that runs tasks holds an advisory lock while it lives. A free lock and a process
 *       that no longer exists (checked on the same host; on other hosts the lock must suffice) mean
 *       that it has ended: its tasks are recovered at once and charged with a crash. The session
 *       that checks must be older than the lease: a session opened after all others were terminated
 *       knows nothing about them, and right after a restart of the database every lock is free.
 *   <li>A missing heartbeat is the backstop for a process that is frozen or disconnected. Only time
 *       in which this node itself could check counts, so that a database outage marks nobody as
 *       lost; and no crash is charged. The row of a lost worker is kept for a day: if the worker
 *       resumes, it takes back what its tasks were charged with.
 *   <li>Nothing that a handler throws leaves {@link org.waybill.worker.AttemptRunner}. A virtual
 *       machine error is rethrown after the result is written.
 * </ul>
 */
package org.waybill.worker;
