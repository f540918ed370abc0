package org.waybill.model;

import java.util.List;
import java.util.UUID;
import org.waybill.owner.Owner;

/**
 * One call of a language model.
 *
 * @param owner who pays for it
 * @param taskId the task that calls, or null
 * @param chatId its chat, or null
 * @param agent the agent that calls, or null
 * @param model the name of a configured model, or null for the first
 * @param tools what it may ask for; may be empty
 * @param answerSchema JSON Schema that its answer has to follow, or null for plain text
 * @param maxTokens how long its answer may be, in tokens
 */
public record ModelCall(
    Owner owner,
    UUID taskId,
    String chatId,
    String agent,
    String model,
    List<ModelMessage> messages,
    List<OfferedTool> tools,
    String answerSchema,
    int maxTokens) {}
