package org.waybill.handler;

import java.util.Locale;

/** What an agent does while its task runs; shown as events of the task. */
public enum AgentEvent {
  /** {@code {"steps":[…]}} */
  PLAN,
  /** {@code {"text":…}}: what the model said before it called tools. */
  THOUGHT,
  /**
   * {@code {"id":…,"tool":…,"arguments":{…}}}; with {@code "client":true} if the client runs it.
   */
  TOOL_CALL,
  /** {@code {"id":…,"tool":…,"ok":…,"summary":…}}; with {@code client} like its call. */
  TOOL_RESULT,
  /** {@code {"text":…}}: what a person said while the agent worked, now that it is read. */
  STEERED,
  /** {@code {"model":…,"in":…,"out":…,"cached":…,"cost":…}}: what a call of a model took. */
  USAGE,
  /**
   * {@code {"citations":[{"number":…,"documentId":…,"name":…,"page":…,"heading":…,"score":…,
   * "text":…}]}}: the passages that the whole answer cites.
   */
  CITATIONS;

  /** The event's name, in lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
