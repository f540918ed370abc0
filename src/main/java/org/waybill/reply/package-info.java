/**
 * Replies to JMS producers that submitted a task and requested a reply.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>The request for a reply is stored before the task is accepted and completed after the
 *       broker has accepted the reply: a crash in between causes a second reply, never none.
 *   <li>One reply per request, for the task's first end; a task that is retried later sends none.
 *   <li>A destination must be allowed by its name, and is never one of Waybill's own.
 *   <li>Any node sends: usually the one that wrote the end, otherwise the first one that polls.
 * </ul>
 */
package org.waybill.reply;
