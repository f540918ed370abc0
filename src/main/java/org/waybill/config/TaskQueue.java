package org.waybill.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The queues there are, each with the type of task that waits in it. */
public enum TaskQueue {
  CHAT_TASKS("chat_message", Knobs.CHAT_CONCURRENCY),
  TOOL_EXECUTIONS("tool_execution", Knobs.TOOL_CONCURRENCY),
  DOCUMENT_PROCESSING("document_processing", Knobs.DOCUMENT_CONCURRENCY),
  CAMERA_ANALYSIS("camera_analysis", Knobs.CAMERA_CONCURRENCY),
  PIPELINE_JOBS("pipeline", Knobs.PIPELINE_CONCURRENCY),
  DIAGNOSTICS("diagnostic", Knobs.DIAGNOSTIC_CONCURRENCY);

  private final String type;
  private final Knob<Integer> concurrency;

  TaskQueue(String type, Knob<Integer> concurrency) {
    this.type = type;
    this.concurrency = concurrency;
  }

  /** Name of the JMS queue, and as stored and shown. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String type() {
    return type;
  }

  /** How many of its tasks one node runs at once. */
  public Knob<Integer> concurrency() {
    return concurrency;
  }

  public static Optional<TaskQueue> ofType(String type) {
    return Arrays.stream(values()).filter(q -> q.type.equals(type)).findFirst();
  }

  public static Optional<TaskQueue> ofLabel(String label) {
    return Arrays.stream(values()).filter(q -> q.label().equals(label)).findFirst();
  }
}
