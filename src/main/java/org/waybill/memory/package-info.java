/**
 * What agents keep of their users and chats.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A fact is added by its user, or by an agent with an approval: a text that an agent has read
 *       somewhere must not become an instruction for all later chats on its own.
 *   <li>A summary belongs to the last message that it is about. What comes before a message is the
 *       same in every branch that has it, so branches share summaries without knowing of them.
 *   <li>A message that is deleted takes the summaries of its chat with it, in the same statement.
 * </ul>
 */
package org.waybill.memory;
