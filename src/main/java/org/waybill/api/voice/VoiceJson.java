package org.waybill.api.voice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.waybill.api.TaskJson;
import org.waybill.api.voice.VoiceStatistics.Figures;
import org.waybill.json.Json;
import org.waybill.json.JsonObjectWriter;
import org.waybill.task.ListedPayload;
import org.waybill.task.PayloadKind;
import org.waybill.task.QueueDepths;
import org.waybill.task.TaskSummary;
import org.waybill.type.KnownTypes;
import org.waybill.type.Queues;

/** Figures and dead letters, with the names and the kinds of numbers that voice clients know. */
@ApplicationScoped
class VoiceJson {

  @Inject private QueueDepths queueDepths;
  @Inject private Queues queues;
  @Inject private Clock clock;

  String metrics(Figures figures) {
    String metrics =
        new JsonObjectWriter(new StringBuilder())
            .number("tasks_enqueued", figures.accepted())
            .number("tasks_completed", figures.completed())
            .number("tasks_failed", figures.failed())
            .number("tasks_timeout", figures.timeouts())
            .json("total_processing_time", rounded(figures.seconds(), 2))
            .number("queue_size", figures.waiting())
            .json("avg_processing_time", rounded(part(figures.seconds(), figures.completed()), 2))
            .json("success_rate", rounded(part(figures.completed(), figures.accepted()), 3))
            .number("dead_letter_queue_size", figures.dead())
            .number("active_workers", workers())
            .end()
            .toString();
    return new JsonObjectWriter(new StringBuilder())
        .flag("success", true)
        .json("metrics", metrics)
        .json("timestamp", epochSeconds(clock.instant()))
        .end()
        .toString();
  }

  /**
   * Messages that could not be answered.
   *
   * @param inputs of these tasks, as far as they fit into a list
   */
  String deadLetters(List<TaskSummary> dead, Map<UUID, ListedPayload> inputs, long count) {
    return new JsonObjectWriter(new StringBuilder())
        .flag("success", true)
        .json(
            "failed_tasks",
            dead.stream()
                .map(task -> deadLetter(task, inputs.getOrDefault(task.id(), ListedPayload.NONE)))
                .collect(Collectors.joining(",", "[", "]")))
        .number("count", count)
        .end()
        .toString();
  }

  private static String deadLetter(TaskSummary task, ListedPayload payload) {
    String text = payload.value(PayloadKind.INPUT);
    JsonObject input = text == null ? JsonValue.EMPTY_JSON_OBJECT : Json.read(text).asJsonObject();
    String what =
        new JsonObjectWriter(new StringBuilder())
            .text("user_id", input.getString("userId", task.userId()))
            .text("message", input.getString("message", null))
            .json("omitted", TaskJson.omitted(payload))
            .end()
            .toString();
    return new JsonObjectWriter(new StringBuilder())
        .text("task_id", task.id())
        .text("error", task.error())
        .number("retry_count", Math.max(0, task.attempt() - 1))
        .json("failed_at", epochSeconds(task.finishedAt()))
        .json("task", what)
        .end()
        .toString();
  }

  /** Each process that runs tasks has as many for this queue. */
  private long workers() {
    return (long) queueDepths.workers().size()
        * queues.concurrencyPerNode(KnownTypes.VOICE_MESSAGE.queue());
  }

  private static double part(double some, long of) {
    return of == 0 ? 0 : some / of;
  }

  private static String rounded(double value, int digits) {
    return BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP).toPlainString();
  }

  private static String epochSeconds(Instant time) {
    return BigDecimal.valueOf(time.toEpochMilli(), 3).toPlainString();
  }
}
