package org.waybill.dispatch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.waybill.owner.Owner;
import org.waybill.sql.DatabaseTime;
import org.waybill.task.BacklogCounts;
import org.waybill.task.DispatchQueries;
import org.waybill.task.TaskConstraints;
import org.waybill.task.TaskDependencies;
import org.waybill.task.TaskRow;
import org.waybill.task.WaitReason;
import org.waybill.type.RunningTypes;

/** Explains why a queued task waits, by the same rules as the dispatcher. */
@ApplicationScoped
public class WaitExplanation {

  private static final int COUNTED = 10_000;

  /** A worker that starts, or starts again, is not missed at once. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  /**
   * Why a task waits; members that do not belong to the reason are null.
   *
   * @param reason the code shown by the API
   * @param key the name of the limit's owner
   * @param position its position among the tasks of the same user, from 1
   */
  public record Reason(
      String reason, Instant until, String key, List<UUID> taskIds, Integer position) {

    static Reason of(String reason) {
      return new Reason(reason, null, null, null, null);
    }

    static Reason until(String reason, Instant until) {
      return new Reason(reason, until, null, null, null);
    }

    static Reason limit(String reason, String key) {
      return new Reason(reason, null, key, null, null);
    }

    private Reason at(int place) {
      return new Reason(reason, until, key, taskIds, place);
    }
  }

  @Inject private InFlightWindow inFlightWindow;
  @Inject private LimitRegistry limitRegistry;
  @Inject private RateLimiter rateLimiter;
  @Inject private TaskDependencies taskDependencies;
  @Inject private BacklogCounts backlogCounts;
  @Inject private DispatchQueries dispatchQueries;
  @Inject private RunningTypes running;
  @Inject private DatabaseTime time;

  /** Why this queued task waits, without asking the database: for lists and receipts. */
  public Reason brief(TaskRow task) {
    return switch (WaitReason.of(task.waits())) {
      case READY ->
          limitRegistry.isPaused(task.queue(), task.tenant())
              ? Reason.of("queue_paused")
              : ready(task);
      case SCHEDULED -> Reason.until("scheduled_for", task.dueAt());
      case RETRY -> Reason.until("retry_at", task.dueAt());
      case RATE -> new Reason("rate_limit", task.dueAt(), task.rateKey(), null, null);
      case DEPENDENCIES -> Reason.of("waits_for");
      case ADMISSION -> Reason.limit("concurrency_limit", blockingKey(task));
    };
  }

  /** Why this queued task waits, exactly. */
  public Reason exact(TaskRow task) {
    return switch (WaitReason.of(task.waits())) {
      case READY -> exactlyReady(task);
      case DEPENDENCIES ->
          new Reason("waits_for", null, null, taskDependencies.needsOf(task.id()), null);
      case ADMISSION -> Reason.limit("concurrency_limit", currentBlocker(task));
      case SCHEDULED, RETRY, RATE -> brief(task);
    };
  }

  private Reason exactlyReady(TaskRow task) {
    if (task.releasedAt() != null) {
      return ready(task);
    }
    int place = backlogCounts.ahead(task.id(), COUNTED) + 1;
    if (limitRegistry.isPaused(task.queue(), task.tenant())) {
      return Reason.of("queue_paused").at(place);
    }
    return limit(task).orElseGet(() -> ready(task)).at(place);
  }

  /** The task itself is ready; the cause may be a missing worker, or the broker. */
  private Reason ready(TaskRow task) {
    Instant since = task.dueAt() == null ? task.createdAt() : task.dueAt();
    if (!running.runs(task.type()) && since.plus(GRACE).isBefore(time.now())) {
      return Reason.of("no_worker");
    }
    return Reason.of(inFlightWindow.broker().reason().orElse("ready"));
  }

  private Optional<Reason> limit(TaskRow task) {
    LimitRules limitRules = limitRegistry.now();
    Owner owner = new Owner(task.tenant(), task.userId());
    Optional<Reason> concurrency =
        limitRules.countOwners() ? ofOwners(limitRules, owner) : Optional.empty();
    return concurrency
        .or(() -> ofQueue(limitRules, task.queue()))
        .or(() -> rate(limitRules.ofQueue(task.queue()), task.queue(), "queue " + task.queue()))
        .or(
            () ->
                rate(
                    limitRules.ofTenant(owner.tenant()),
                    owner.tenant(),
                    "tenant " + owner.tenant()))
        .or(
            () ->
                rate(
                    limitRules.ofUser(owner),
                    owner.tenant() + "/" + owner.userId(),
                    "user " + owner.userId()));
  }

  private Optional<Reason> ofOwners(LimitRules limitRules, Owner owner) {
    Map<Owner, Integer> underWay = dispatchQueries.underWayOfOwners();
    int ofTenant =
        underWay.entrySet().stream()
            .filter(entry -> entry.getKey().tenant().equals(owner.tenant()))
            .mapToInt(Map.Entry::getValue)
            .sum();
    if (isFull(limitRules.ofTenant(owner.tenant()), ofTenant)) {
      return Optional.of(Reason.limit("concurrency_limit", "tenant " + owner.tenant()));
    }
    return isFull(limitRules.ofUser(owner), underWay.getOrDefault(owner, 0))
        ? Optional.of(Reason.limit("concurrency_limit", "user " + owner.userId()))
        : Optional.empty();
  }

  private Optional<Reason> ofQueue(LimitRules limitRules, String queue) {
    Optional<LimitRule> rule = limitRules.ofQueue(queue).filter(r -> r.concurrency() != null);
    return rule.isPresent() && isFull(rule, dispatchQueries.underWay(queue))
        ? Optional.of(Reason.limit("concurrency_limit", "queue " + queue))
        : Optional.empty();
  }

  private static boolean isFull(Optional<LimitRule> rule, int underWay) {
    return rule.map(LimitRule::concurrency).filter(most -> underWay >= most).isPresent();
  }

  private Optional<Reason> rate(Optional<LimitRule> rule, String of, String key) {
    Optional<Duration> wait =
        rule.filter(r -> r.hasRate() && !r.rejects())
            .map(r -> rateLimiter.untilNext(r, of))
            .filter(duration -> !duration.isZero());
    return wait.map(w -> Reason.limit("rate_limit", key));
  }

  /** The key that a task waits for; of two, the one that is checked last. */
  private static String blockingKey(TaskRow task) {
    return name(task, task.concurrencyKey() == null ? task.orderKey() : task.concurrencyKey());
  }

  private String currentBlocker(TaskRow task) {
    boolean byOrder =
        task.orderKey() != null && backlogCounts.waitsBehind(task.id(), task.orderKey());
    return byOrder ? name(task, task.orderKey()) : blockingKey(task);
  }

  /** As it was given. */
  private static String name(TaskRow task, String key) {
    return TaskConstraints.nameOf(task.tenant(), key);
  }
}
