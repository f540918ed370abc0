/**
 * Replies to those who handed a task over by JMS and asked for one.
 *
 * <p>Decided here:
 *
 * <ul>
 *   <li>The wish is written before the task is accepted and closed after the broker has taken the
 *       reply: a crash in between makes a second reply, never none.
 *   <li>One reply per request, for the task's first end; a task that is retried later answers
 *       nobody any more.
 *   <li>A destination must be allowed by its name, and is never one of our own.
 *   <li>Any node sends: the one that wrote the end at once, whoever sweeps first otherwise.
 * </ul>
 */
package org.waybill.reply;
