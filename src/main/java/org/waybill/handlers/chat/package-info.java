/**
 * Task type {@code chat_message}: the history of the chat and the new message go to the agent,
 * whose answer streams as partial output.
 *
 * <p>Decided here: a busy model (429) is a retry at the time it names; a refusal (400, 401, …) is
 * final; everything else is an exception, which the core retries by the task's policy.
 */
package org.waybill.handlers.chat;
