package org.waybill.model;

import java.util.List;

/**
 * One call of a language model.
 *
 * @param origin for whom and what it is called
 * @param model the name of a configured model, or null for the first
 * @param tools what it may ask for; may be empty
 * @param answerSchema JSON Schema that its answer has to follow, or null for plain text
 * @param maxTokens how long its answer may be, in tokens
 */
public record ModelCall(
    CallOrigin origin,
    String model,
    List<ModelMessage> messages,
    List<OfferedTool> tools,
    String answerSchema,
    int maxTokens) {}
