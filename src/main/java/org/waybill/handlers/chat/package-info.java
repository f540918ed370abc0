/**
 * Questions to the agent, from all interfaces. {@code chat_message} and {@code voice_message}: the
 * history of the chat and the new message go to the agent, whose answer is streamed as partial
 * output. {@code board_question}: the same without a history, and with a snapshot of the answer.
 *
 * <p>Decision: a busy model (429) leads to a retry at the time it gives; a rejection (400, 401, …)
 * is final; everything else is an exception, which the core retries by the task's policy. An action
 * requested by a board question, a {@link org.waybill.handlers.chat.ConfirmedAction}, is recognised
 * literally and executed once, after it was confirmed.
 */
package org.waybill.handlers.chat;
