package org.waybill.handlers.chat;

/**
 * A message in a chat.
 *
 * @param messageId the message that the answer goes into
 * @param agent the name of the agent that is to answer, or null
 */
public record ChatInput(String chatId, String messageId, String message, String agent) {}
