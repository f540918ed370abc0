package org.waybill.model;

import java.util.List;

/**
 * An answer as it was streamed.
 *
 * @param in tokens read, or -1 if that was not said
 * @param out tokens written, or -1
 * @param model what the server says that answered, or null
 */
record StreamedReply(
    String text,
    List<RequestedCall> calls,
    ModelReply.End end,
    long in,
    long out,
    long cached,
    String model) {

  private static final int CHARACTERS_OF_A_TOKEN = 4;

  /**
   * @param asked to estimate tokens that were not counted
   */
  ModelReply toReply(ModelConfig model, RequestSize asked) {
    long read = in >= 0 ? in : asked.usualTokens();
    long written = out >= 0 ? out : text.length() / CHARACTERS_OF_A_TOKEN;
    Usage usage = model.price().of(read, written, Math.min(Math.max(0, cached), read));
    // Calls of an answer that was cut off may be cut off themselves.
    boolean isWhole = end == ModelReply.End.COMPLETE || end == ModelReply.End.CALLS;
    List<RequestedCall> whole = isWhole ? calls : List.of();
    ModelReply.End why =
        whole.isEmpty() ? (isWhole ? ModelReply.End.COMPLETE : end) : ModelReply.End.CALLS;
    return new ModelReply(text, whole, model.name(), usage, why);
  }
}
