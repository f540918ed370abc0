package org.waybill.tool;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import org.waybill.handler.EffectLookup;

/**
 * Something that an agent or a {@code tool_execution} task can use. A CDI bean; one instance serves
 * many calls at once.
 */
public interface Tool {

  /** Always the same answer. */
  ToolSpec spec();

  /**
   * Runs it.
   *
   * @param arguments as its schema allows
   * @return as its result schema says
   * @throws ToolFailure if it cannot be done; the text is for users and models
   * @throws org.waybill.handler.WaitNeeded if it has begun something elsewhere that is not ready
   *     yet; the next attempt runs it again and goes on
   * @throws org.waybill.handler.NothingDone of a tool that writes: if it failed before anything
   *     happened, so that it may be tried again
   */
  JsonValue run(JsonObject arguments, ToolCall call) throws Exception;

  /** What these arguments do; most tools always do the same. */
  default Risk risk(JsonObject arguments) {
    return spec().risk();
  }

  /** What would happen, for the person who is asked to approve it. */
  default String summary(JsonObject arguments) {
    return "Run the tool %s with %s".formatted(spec().name(), arguments);
  }

  /**
   * Whether it does what it writes in parts of its own, by {@link ToolCall#once}; otherwise a call
   * as a whole is done once.
   */
  default boolean hasParts() {
    return false;
  }

  /** Whether an earlier attempt has begun this call: it goes on, and is not counted again. */
  default boolean isBegun(ToolCall call) {
    return false;
  }

  /**
   * Asks the other side whether this call was done.
   *
   * @return null if it cannot be asked; a person decides then
   */
  default EffectLookup<JsonValue> lookup(JsonObject arguments, ToolCall call) {
    return null;
  }
}
