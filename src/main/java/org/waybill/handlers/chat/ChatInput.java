package org.waybill.handlers.chat;

import jakarta.json.JsonArray;

/**
 * A message in a chat.
 *
 * @param messageId the message that the answer goes into
 * @param agent the name of the agent that is to answer, or null
 * @param clientTools see {@link org.waybill.tool.ClientTool}; null for none
 */
public record ChatInput(
    String chatId, String messageId, String message, String agent, JsonArray clientTools) {}
