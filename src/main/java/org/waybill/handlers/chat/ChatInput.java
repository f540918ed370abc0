package org.waybill.handlers.chat;

/**
 * A message in a chat.
 *
 * @param messageId the message that the answer goes into
 */
public record ChatInput(String chatId, String messageId, String message) {}
