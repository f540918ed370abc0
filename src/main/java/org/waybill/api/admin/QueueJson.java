package org.waybill.api.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.waybill.api.Page;
import org.waybill.config.KnownSettings;
import org.waybill.config.Settings;
import org.waybill.dispatch.LimitRegistry;
import org.waybill.dispatch.LimitRegistry.Paused;
import org.waybill.dispatch.LimitRule;
import org.waybill.dispatch.Throughput;
import org.waybill.handler.TaskType;
import org.waybill.json.Json;
import org.waybill.json.JsonObjectWriter;
import org.waybill.security.Caller;
import org.waybill.task.QueueDepths.WorkerNode;
import org.waybill.task.QueueSnapshots;
import org.waybill.task.QueueSnapshots.Snapshot;
import org.waybill.task.WaitReason;
import org.waybill.type.QueueSettings;
import org.waybill.type.Queues;
import org.waybill.type.RunningTypes;
import org.waybill.type.TaskTypes;

/** All queues as operators see them. */
@ApplicationScoped
class QueueJson {

  @Inject private QueueSnapshots snapshots;
  @Inject private LimitRegistry limitRegistry;
  @Inject private Throughput throughput;
  @Inject private Queues queues;
  @Inject private TaskTypes types;
  @Inject private RunningTypes running;
  @Inject private Settings settings;

  String list(Caller caller) {
    Snapshot now = snapshots.of(caller.isAdmin() ? null : caller.tenant());
    List<Paused> pauses = limitRegistry.pauses();
    return Page.of(
        List.copyOf(queues.names()),
        (out, queue) -> write(out, queue, now, pauses(pauses, queue, caller), caller));
  }

  /** One queue, as it stands in the list. */
  String one(String name, Caller caller) {
    Snapshot now = snapshots.of(caller.isAdmin() ? null : caller.tenant());
    StringBuilder out = new StringBuilder();
    write(out, name, now, pauses(limitRegistry.pauses(), name, caller), caller);
    return out.toString();
  }

  private void write(StringBuilder out, String name, Snapshot now, String pauses, Caller caller) {
    Throughput.LastMinute ended = throughput.of(name, caller.isAdmin() ? null : caller.tenant());
    JsonObjectWriter text = new JsonObjectWriter(out);
    text.text("name", name)
        .text("type", typesOf(name).stream().findFirst().orElse(null))
        .json("types", Json.array(typesOf(name)).build().toString())
        .flag("paused", limitRegistry.isPaused(name, caller.tenant()))
        .json("pauses", pauses)
        .json("waiting", waiting(name, now, caller))
        .number("released", now.released(name))
        .number("running", now.running(name).values().stream().mapToInt(n -> n).sum())
        .json("oldestWaitSeconds", oldest(now.oldestWaitSeconds(name)))
        .json(
            "lastMinute",
            "{\"completed\":%d,\"failed\":%d}".formatted(ended.completed(), ended.failed()))
        .number("concurrencyPerNode", queues.concurrencyPerNode(name))
        .json("workers", workers(now, name));
    settings(text, name);
    text.end();
  }

  /** Of all tenants for administrators; else those that concern the own. */
  private static String pauses(List<Paused> pauses, String queue, Caller caller) {
    StringBuilder out = new StringBuilder("[");
    for (Paused pause : pauses) {
      boolean ofQueue = pause.queue().equals(queue) || pause.queue().equals(LimitRule.EACH);
      boolean mine =
          pause.tenant().equals(LimitRule.EACH) || pause.tenant().equals(caller.tenant());
      if (ofQueue && (mine || AdminAccess.isAdmin(caller))) {
        out.append(out.length() == 1 ? "" : ",");
        new JsonObjectWriter(out)
            .text("queue", pause.queue())
            .text("tenant", pause.tenant())
            .text("by", pause.byUser())
            .time("at", pause.at())
            .end();
      }
    }
    return out.append(']').toString();
  }

  private List<String> typesOf(String queue) {
    return types.ofQueue(queue).stream().map(TaskType::name).toList();
  }

  /** What counts for it, and where each of that comes from. */
  private void settings(JsonObjectWriter text, String name) {
    Optional<LimitRule> rule = limitRegistry.ofQueue(name);
    Optional<Integer> waiting = rule.map(LimitRule::waiting);
    QueueSettings row = queues.row(name);
    text.flag("hasWorker", running.serves(name));
    rule.map(LimitRule::concurrency).ifPresent(most -> text.number("concurrency", most));
    text.number("waitingLimit", waiting.orElseGet(() -> settings.get(KnownSettings.QUEUE_WAITING)))
        .number("tenantShare", queues.tenantShare(name).value());
    if (row.retention() != null) {
      text.text("retention", DurationText.text(row.retention()));
    }
    text.json(
        "sources",
        new JsonObjectWriter(new StringBuilder())
            .text("concurrencyPerNode", queues.concurrency(name).label())
            .text("waitingLimit", waiting.isPresent() ? "api" : "setting")
            .text("tenantShare", queues.tenantShare(name).label())
            .end()
            .toString());
  }

  private String waiting(String queue, Snapshot now, Caller caller) {
    JsonObjectWriter out = new JsonObjectWriter(new StringBuilder());
    out.number("total", now.waiting(queue));
    out.flag("atLeast", now.isWaitingAtLeast(queue));
    boolean paused = limitRegistry.isPaused(queue, caller.tenant());
    String usual = running.serves(queue) ? "ready" : "no_worker";
    out.number(paused ? "queue_paused" : usual, now.ready(queue));
    now.others(queue).forEach((waitReason, count) -> out.number(reason(waitReason), count));
    return out.end().toString();
  }

  /** As a task says why it waits. */
  private static String reason(WaitReason waitReason) {
    return switch (waitReason) {
      case READY -> "ready";
      case SCHEDULED -> "scheduled_for";
      case RETRY -> "retry_at";
      case RATE -> "rate_limit";
      case DEPENDENCIES -> "waits_for";
      case ADMISSION -> "concurrency_limit";
    };
  }

  private static String oldest(Double seconds) {
    return seconds == null ? null : String.format(Locale.ROOT, "%.3f", seconds);
  }

  private static String workers(Snapshot now, String queue) {
    Map<UUID, Integer> running = now.running(queue);
    StringBuilder out = new StringBuilder("[");
    for (WorkerNode worker : now.workers()) {
      out.append(out.length() == 1 ? "" : ",");
      new JsonObjectWriter(out)
          .text("node", worker.node())
          .number("running", running.getOrDefault(worker.id(), 0))
          .end();
    }
    return out.append(']').toString();
  }
}
