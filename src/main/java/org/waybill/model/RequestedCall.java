package org.waybill.model;

/**
 * A call of a tool that a model asks for.
 *
 * @param id as the model, or whoever read its stream, has named it; unique within the conversation
 * @param arguments as the model has written them: a JSON object, if it did as it was told
 */
public record RequestedCall(String id, String tool, String arguments) {}
