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
 *   <li>A process that runs tasks holds an advisory lock while it lives. Whoever meets a task of
 *       another asks for that lock: free means dead, take over; held means alive, leave it. The
 *       heartbeat is the backstop for a process that is frozen or cut off. Right after a restart of
 *       the database every lock is free, so then only the heartbeat counts.
 * </ul>
 */
package org.waybill.work;
