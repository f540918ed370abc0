package org.waybill.api.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.waybill.api.Page;
import org.waybill.config.Knobs;
import org.waybill.config.Settings;
import org.waybill.handler.TaskType;
import org.waybill.json.Json;
import org.waybill.json.ObjectText;
import org.waybill.release.Limits;
import org.waybill.release.Limits.Paused;
import org.waybill.release.Rule;
import org.waybill.release.Throughput;
import org.waybill.security.Caller;
import org.waybill.task.Depths;
import org.waybill.task.Depths.Crewman;
import org.waybill.task.Depths.InLine;
import org.waybill.task.Waits;
import org.waybill.type.QueueSettings;
import org.waybill.type.Queues;
import org.waybill.type.RunningTypes;
import org.waybill.type.TaskTypes;

/** All queues as operators see them. */
@ApplicationScoped
class QueueJson {

  /** What waits is counted so far: beyond it the figures say "at least". */
  private static final int COUNTED = 10_000;

  /** However many ask, the rows are counted once in this time. */
  private static final long BELIEVED_NANOS = Duration.ofSeconds(1).toNanos();

  /** What was found at one look. */
  private record Look(
      long at,
      Map<String, InLine> inLine,
      Map<String, InLine> released,
      List<Depths.Waiting> others,
      List<Depths.Running> running,
      List<Crewman> workers) {}

  @Inject private Depths depths;
  @Inject private Limits limits;
  @Inject private Throughput throughput;
  @Inject private Queues queues;
  @Inject private TaskTypes types;
  @Inject private RunningTypes running;
  @Inject private Settings settings;

  /** By whose tasks are counted: those of the caller's tenant, or all ("") for administrators. */
  private final Map<String, Look> looks = new HashMap<>();

  String list(Caller caller) {
    Look now = look(caller.isAdmin() ? null : caller.tenant());
    List<Paused> pauses = limits.pauses();
    return Page.of(
        List.copyOf(queues.names()),
        (out, queue) -> write(out, queue, now, pauses(pauses, queue, caller), caller));
  }

  /** One queue, as it stands in the list. */
  String one(String name, Caller caller) {
    Look now = look(caller.isAdmin() ? null : caller.tenant());
    StringBuilder out = new StringBuilder();
    write(out, name, now, pauses(limits.pauses(), name, caller), caller);
    return out.toString();
  }

  private synchronized Look look(String tenant) {
    long nanos = System.nanoTime();
    looks.values().removeIf(look -> nanos - look.at() > BELIEVED_NANOS);
    return looks.computeIfAbsent(tenant == null ? "" : tenant, key -> look(tenant, nanos));
  }

  private Look look(String tenant, long nanos) {
    return new Look(
        nanos,
        byQueue(depths.inLine(tenant, COUNTED + 1)),
        byQueue(depths.released(tenant)),
        depths.others(tenant, COUNTED + 1),
        depths.running(tenant),
        depths.workers());
  }

  private static Map<String, InLine> byQueue(List<InLine> found) {
    return found.stream().collect(Collectors.toMap(InLine::queue, Function.identity()));
  }

  private void write(StringBuilder out, String name, Look now, String pauses, Caller caller) {
    InLine released = now.released().getOrDefault(name, new InLine(name, 0, null));
    Throughput.LastMinute ended = throughput.of(name, caller.isAdmin() ? null : caller.tenant());
    ObjectText text = new ObjectText(out);
    text.text("name", name)
        .text("type", typesOf(name).stream().findFirst().orElse(null))
        .json("types", Json.array(typesOf(name)).build().toString())
        .flag("paused", limits.isPaused(name, caller.tenant()))
        .json("pauses", pauses)
        .json("waiting", waiting(name, now, caller))
        .number("released", released.count())
        .number("running", running(now, name).values().stream().mapToInt(n -> n).sum())
        .json("oldestWaitSeconds", oldest(now.inLine().get(name), released))
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
      boolean ofQueue = pause.queue().equals(queue) || pause.queue().equals(Rule.EACH);
      boolean mine = pause.tenant().equals(Rule.EACH) || pause.tenant().equals(caller.tenant());
      if (ofQueue && (mine || Deciders.isAdmin(caller))) {
        out.append(out.length() == 1 ? "" : ",");
        new ObjectText(out)
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
  private void settings(ObjectText text, String name) {
    Optional<Rule> rule = limits.ofQueue(name);
    Optional<Integer> waiting = rule.map(Rule::waiting);
    QueueSettings row = queues.row(name);
    text.flag("hasWorker", running.serves(name));
    rule.map(Rule::concurrency).ifPresent(most -> text.number("concurrency", most));
    text.number("waitingLimit", waiting.orElseGet(() -> settings.get(Knobs.QUEUE_WAITING)))
        .number("tenantShare", queues.tenantShare(name).value());
    if (row.retention() != null) {
      text.text("retention", Durations.text(row.retention()));
    }
    text.json(
        "sources",
        new ObjectText(new StringBuilder())
            .text("concurrencyPerNode", queues.concurrency(name).label())
            .text("waitingLimit", waiting.isPresent() ? "api" : "setting")
            .text("tenantShare", queues.tenantShare(name).label())
            .end()
            .toString());
  }

  private String waiting(String queue, Look now, Caller caller) {
    int inLine = now.inLine().get(queue).count();
    Map<Waits, Integer> others = new EnumMap<>(Waits.class);
    now.others().stream()
        .filter(w -> w.queue().equals(queue))
        .forEach(w -> others.put(w.waits(), w.count()));
    boolean bounded =
        inLine > COUNTED || now.others().stream().mapToInt(Depths.Waiting::count).sum() > COUNTED;
    ObjectText out = new ObjectText(new StringBuilder());
    out.number(
        "total", Math.min(inLine, COUNTED) + others.values().stream().mapToInt(n -> n).sum());
    out.flag("atLeast", bounded);
    boolean paused = limits.isPaused(queue, caller.tenant());
    String usual = running.serves(queue) ? "ready" : "no_worker";
    out.number(paused ? "queue_paused" : usual, Math.min(inLine, COUNTED));
    others.forEach((waits, count) -> out.number(reason(waits), count));
    return out.end().toString();
  }

  /** As a task says why it waits. */
  private static String reason(Waits waits) {
    return switch (waits) {
      case READY -> "ready";
      case SCHEDULED -> "scheduled_for";
      case RETRY -> "retry_at";
      case RATE -> "rate_limit";
      case DEPENDENCIES -> "waits_for";
      case GATE -> "concurrency_limit";
    };
  }

  private static String oldest(InLine inLine, InLine released) {
    Double one = inLine == null ? null : inLine.oldestSeconds();
    Double other = released.oldestSeconds();
    if (one == null && other == null) {
      return null;
    }
    double oldest = Math.max(one == null ? 0 : one, other == null ? 0 : other);
    return String.format(java.util.Locale.ROOT, "%.3f", oldest);
  }

  private static Map<UUID, Integer> running(Look now, String queue) {
    Map<UUID, Integer> counts = new HashMap<>();
    now.running().stream()
        .filter(r -> r.queue().equals(queue))
        .forEach(r -> counts.merge(r.worker(), r.count(), Integer::sum));
    return counts;
  }

  private static String workers(Look now, String queue) {
    Map<UUID, Integer> running = running(now, queue);
    StringBuilder out = new StringBuilder("[");
    for (Crewman worker : now.workers()) {
      out.append(out.length() == 1 ? "" : ",");
      new ObjectText(out)
          .text("node", worker.node())
          .number("running", running.getOrDefault(worker.id(), 0))
          .end();
    }
    return out.append(']').toString();
  }
}
