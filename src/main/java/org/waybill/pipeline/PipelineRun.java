package org.waybill.pipeline;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.waybill.handler.TaskContext;
import org.waybill.json.Json;

/** A job while it is under way: what was asked for, and what its steps have found out so far. */
public final class PipelineRun {

  /** The member of a step's result that goes into the job's result. */
  private static final String DATA = "data";

  private final JsonObject input;
  private final TaskContext context;
  private final Map<String, JsonValue> known = new LinkedHashMap<>();
  private final Map<String, JsonValue> data = new LinkedHashMap<>();
  private int done;
  private int share = 100;

  /**
   * @param input as the caller gave it: {@code url}, {@code quality} and whatever else
   */
  public PipelineRun(JsonObject input, TaskContext context) {
    this.input = input;
    this.context = context;
  }

  public JsonObject input() {
    return input;
  }

  /** The attempt, for sub-steps, cancelling and keys that are the same in every attempt. */
  public TaskContext context() {
    return context;
  }

  /** A text of the input, if it is given and not blank. */
  public Optional<String> asked(String name) {
    return text(input.get(name));
  }

  /** A text that an earlier step has found out. */
  public Optional<String> known(String name) {
    return text(known.get(name));
  }

  /**
   * A text that an earlier step must have found out.
   *
   * @throws PipelineFailure if the pipeline has no such step
   */
  public String needed(String name) throws PipelineFailure {
    return known(name)
        .orElseThrow(
            () -> new PipelineFailure("needs '" + name + "', which no earlier step provides"));
  }

  /** Tells how far the step is, from 0 to 100. */
  public void progress(int percent, String text) {
    context.progress(done + share * Math.max(0, Math.min(100, percent)) / 100, text);
  }

  /** From now on progress is that of this step. */
  public void begin(int number, int of) {
    done = 100 * number / of;
    share = 100 * (number + 1) / of - done;
  }

  /** Takes a step's result in. */
  public void add(JsonObject result) {
    result.forEach(
        (name, value) -> {
          if (name.equals(DATA) && value instanceof JsonObject shown) {
            data.putAll(shown);
          } else {
            known.put(name, value);
          }
        });
  }

  /** What the job has come to. */
  public JsonObject data() {
    var object = Json.object();
    data.forEach(object::add);
    return object.build();
  }

  private static Optional<String> text(JsonValue value) {
    return value instanceof JsonString text && !text.getString().isBlank()
        ? Optional.of(text.getString())
        : Optional.empty();
  }
}
