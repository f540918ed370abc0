package org.waybill.model;

import java.util.List;

/** One message of what a model is to read, in the order of the conversation. */
public sealed interface ModelMessage {

  /** In characters, without the calls of tools. */
  default int length() {
    if (this instanceof ToolResult result) {
      return result.text().length();
    }
    if (this instanceof FromModel model) {
      return model.text().length();
    }
    return this instanceof FromUser user
        ? user.text().length()
        : ((Instructions) this).text().length();
  }

  /** What the model is and does; at most one, and the first. */
  record Instructions(String text) implements ModelMessage {}

  /**
   * What a person has written.
   *
   * @param images that belong to it; only for models that take images
   */
  record FromUser(String text, List<ModelImage> images) implements ModelMessage {
    public FromUser(String text) {
      this(text, List.of());
    }
  }

  /**
   * What the model has answered before.
   *
   * @param calls the tools it asked for; each is answered by a {@link ToolResult} right after it
   */
  record FromModel(String text, List<RequestedCall> calls) implements ModelMessage {}

  /**
   * The result of a call that the model asked for.
   *
   * @param callId {@link RequestedCall#id()}
   * @param isError whether the text says why it was not done
   */
  record ToolResult(String callId, String tool, String text, boolean isError)
      implements ModelMessage {}
}
