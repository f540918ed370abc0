package org.waybill.release;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.waybill.config.BoundKnobs;
import org.waybill.config.Knobs;
import org.waybill.config.Settings;
import org.waybill.limit.Bounds;
import org.waybill.limit.Excess;
import org.waybill.limit.Resource;
import org.waybill.task.Counting;
import org.waybill.task.Deciding.Line;
import org.waybill.task.NewTask;
import org.waybill.type.Queues;

/**
 * Bounds how many tasks may wait: in a queue of all, of one tenant and of one user; and for their
 * time, of one tenant and of one user. The rows are counted, so that on one node never more wait
 * than may.
 */
@ApplicationScoped
class Backlog {

  private static final int RETRY_AFTER_SECONDS = 2;

  /** What waits in a queue; or, of a tenant, for its time. */
  private record Place(String queue, String tenant) {
    static Place of(NewTask task) {
      return task.waitsForItsTime()
          ? new Place(null, task.tenant())
          : new Place(task.queue(), null);
    }
  }

  @Inject private Counting counting;
  @Inject private Settings settings;
  @Inject private Limits limits;
  @Inject private Bounds bounds;
  @Inject private Queues queues;

  private final Map<Place, WaitingCount> known = new ConcurrentHashMap<>();

  /**
   * Admits each of these tasks, or refuses it. What was admitted is to be handed to {@link #stored}
   * afterwards.
   *
   * @return for each why it is refused, or empty
   */
  List<Optional<QueueFull>> refusals(List<NewTask> tasks) {
    Map<Place, Integer> wanted = wanted(tasks);
    Map<Place, WaitingCount> prepared = new HashMap<>();
    List<Optional<QueueFull>> refusals = new ArrayList<>(tasks.size());
    for (NewTask task : tasks) {
      Place place = Place.of(task);
      WaitingCount count = count(place);
      if (prepared.put(place, count) == null) {
        count.prepare(wanted.get(place), shares(place, lineOf(task)), line -> shares(place, line));
      }
      refusals.add(refusal(place, count, task));
    }
    return refusals;
  }

  /** Admits all of these tasks or none; answers why they are refused, or empty. */
  Optional<QueueFull> refusal(List<NewTask> tasks) {
    List<Optional<QueueFull>> refusals = refusals(tasks);
    Optional<QueueFull> first = refusals.stream().flatMap(Optional::stream).findFirst();
    if (first.isPresent()) {
      for (int i = 0; i < tasks.size(); i++) {
        if (refusals.get(i).isEmpty()) {
          giveBack(tasks.get(i));
        }
      }
    }
    return first;
  }

  /** The admitted tasks are rows now, or will never be. */
  void stored(Collection<NewTask> tasks) {
    for (NewTask task : tasks) {
      count(Place.of(task)).stored(lineOf(task));
    }
  }

  private void giveBack(NewTask task) {
    Place place = Place.of(task);
    count(place).giveBack(lineOf(task), shares(place, lineOf(task)));
  }

  private static Map<Place, Integer> wanted(Collection<NewTask> tasks) {
    Map<Place, Integer> wanted = new HashMap<>();
    tasks.forEach(task -> wanted.merge(Place.of(task), 1, Integer::sum));
    return wanted;
  }

  private Optional<QueueFull> refusal(Place place, WaitingCount count, NewTask task) {
    Line line = lineOf(task);
    Shares shares = shares(place, line);
    return switch (count.admit(line, shares, each -> shares(place, each))) {
      case ADMITTED -> Optional.empty();
      case USER_FULL ->
          Optional.of(
              share(place, "User " + line.userId(), "user", shares.ofUser(), count.ofUser(line)));
      case TENANT_FULL ->
          Optional.of(
              share(
                  place,
                  "Tenant " + line.tenant(),
                  "tenant",
                  shares.ofTenant(),
                  count.ofTenant(line.tenant())));
      case QUEUE_FULL ->
          Optional.of(
              QueueFull.waiting("Queue " + place.queue(), shares.most(), RETRY_AFTER_SECONDS));
    };
  }

  private static QueueFull share(Place place, String who, String scope, int limit, int used) {
    boolean delayed = place.queue() == null;
    String what = who + (delayed ? ": tasks for later" : " in queue " + place.queue() + ": tasks");
    String name = delayed ? Resource.DELAYED_TASKS.label() : "waiting";
    return QueueFull.share(what, new Excess(name, scope, limit, used), RETRY_AFTER_SECONDS);
  }

  private WaitingCount count(Place place) {
    return known.computeIfAbsent(place, this::fresh);
  }

  private WaitingCount fresh(Place place) {
    if (place.queue() == null) {
      return new WaitingCount(
          () -> counting.delayed(place.tenant()).values().stream().mapToInt(n -> n).sum(),
          () -> counting.delayed(place.tenant()));
    }
    String queue = place.queue();
    return new WaitingCount(
        () -> counting.waiting(queue, mostOf(place.queue())), () -> counting.ofOwners(queue));
  }

  /** How much of a queue may be this owner's. */
  Shares shares(String queue, Line line) {
    return shares(new Place(queue, null), line);
  }

  /** What may wait in this place, and how much of it may be this owner's. */
  private Shares shares(Place place, Line line) {
    if (place.queue() == null) {
      int ofTenant = bounded(bounds.ofTenant(Resource.DELAYED_TASKS, line.tenant()));
      int ofUser = bounded(bounds.ofUser(Resource.DELAYED_TASKS, line.tenant(), line.userId()));
      return new Shares(ofTenant, ofUser, ofTenant, true, true);
    }
    int most = mostOf(place.queue());
    Optional<Integer> ofUser = limits.now().ofUser(line).map(Rule::waiting);
    Optional<Integer> ofTenant = limits.now().ofTenant(line.tenant()).map(Rule::waiting);
    return new Shares(
        most,
        ofUser.orElseGet(() -> part(most, settings.get(BoundKnobs.USER_SHARE))),
        ofTenant.orElseGet(() -> part(most, queues.tenantShare(place.queue()).value())),
        ofUser.isPresent(),
        ofTenant.isPresent());
  }

  private static int bounded(long limit) {
    return (int) Math.min(Integer.MAX_VALUE / 4, limit);
  }

  private static int part(int most, int percent) {
    return (int) Math.max(Math.min(1, most), (long) most * percent / 100);
  }

  private int mostOf(String queue) {
    return limits
        .now()
        .ofQueue(queue)
        .map(Rule::waiting)
        .orElseGet(() -> settings.get(Knobs.QUEUE_WAITING));
  }

  private static Line lineOf(NewTask task) {
    return new Line(task.tenant(), task.userId());
  }
}
