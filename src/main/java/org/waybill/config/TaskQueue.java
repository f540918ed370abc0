package org.waybill.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The queues there are, each with the type of task that waits in it. */
public enum TaskQueue {
  CHAT_TASKS("chat_message", Knobs.CHAT_CONCURRENCY, Knobs.CHAT_RETENTION),
  TOOL_EXECUTIONS("tool_execution", Knobs.TOOL_CONCURRENCY, Knobs.TOOL_RETENTION),
  DOCUMENT_PROCESSING("document_processing", Knobs.DOCUMENT_CONCURRENCY, Knobs.DOCUMENT_RETENTION),
  CAMERA_ANALYSIS("camera_analysis", Knobs.CAMERA_CONCURRENCY, Knobs.CAMERA_RETENTION),
  PIPELINE_JOBS("pipeline", Knobs.PIPELINE_CONCURRENCY, Knobs.PIPELINE_RETENTION),
  VOICE_MESSAGES("voice_message", VoiceKnobs.CONCURRENCY, VoiceKnobs.RETENTION),
  BOARD_QUESTIONS("board_question", BoardKnobs.CONCURRENCY, BoardKnobs.RETENTION),
  /** Requests that are answered by their correlation id. */
  REQUESTS("request", ExchangeKnobs.CONCURRENCY, ExchangeKnobs.RETENTION),
  DIAGNOSTICS("diagnostic", Knobs.DIAGNOSTIC_CONCURRENCY, Knobs.DIAGNOSTIC_RETENTION),
  /** Work on tasks themselves, made by Waybill; callers cannot name its type. */
  HOUSEKEEPING("bulk_operation", Knobs.HOUSEKEEPING_CONCURRENCY, Knobs.HOUSEKEEPING_RETENTION);

  private static final Map<String, TaskQueue> BY_LABEL =
      Arrays.stream(values()).collect(Collectors.toMap(TaskQueue::label, queue -> queue));

  private final String label = name().toLowerCase(Locale.ROOT);
  private final String type;
  private final Knob<Integer> concurrency;
  private final Knob<Optional<Duration>> retention;

  TaskQueue(String type, Knob<Integer> concurrency, Knob<Optional<Duration>> retention) {
    this.type = type;
    this.concurrency = concurrency;
    this.retention = retention;
  }

  /** Name of the JMS queue, and as stored and shown. */
  public String label() {
    return label;
  }

  public String type() {
    return type;
  }

  /** How many of its tasks one node runs at once. */
  public Knob<Integer> concurrency() {
    return concurrency;
  }

  /** How long its tasks are kept after their end; where unset, as {@link Knobs#RETENTION} says. */
  public Knob<Optional<Duration>> retention() {
    return retention;
  }

  /** Whether callers may hand over tasks of its type. */
  public boolean isForCallers() {
    return this != HOUSEKEEPING;
  }

  /** The queue of a type that a caller has named. */
  public static Optional<TaskQueue> ofType(String type) {
    return Arrays.stream(values()).filter(q -> q.isForCallers() && q.type.equals(type)).findFirst();
  }

  public static Optional<TaskQueue> ofLabel(String label) {
    return Optional.ofNullable(BY_LABEL.get(label));
  }
}
