/**
 * Questions to the agent, whichever door they came through. {@code chat_message} and {@code
 * voice_message}: the history of the chat and the new message go to the agent, whose answer streams
 * as partial output. {@code board_question}: the same without a history, and with a snapshot of the
 * answer.
 *
 * <p>Decided here: a busy model (429) is a retry at the time it names; a refusal (400, 401, …) is
 * final; everything else is an exception, which the core retries by the task's policy. What a
 * question of the board asks to be done, an {@link org.waybill.handlers.chat.ConfirmedAction}, is
 * recognised literally and done after it was confirmed, once.
 */
package org.waybill.handlers.chat;
