package org.waybill.dispatch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.waybill.config.KnownSettings;
import org.waybill.config.LimitSettings;
import org.waybill.config.Settings;
import org.waybill.limit.Bounds;
import org.waybill.limit.Excess;
import org.waybill.limit.Resource;
import org.waybill.owner.Owner;
import org.waybill.task.BacklogCounts;
import org.waybill.task.NewTask;
import org.waybill.time.Ticker;
import org.waybill.type.Queues;

/**
 * Limits the number of waiting tasks: per queue, and within it per tenant and user; and of delayed
 * tasks, per tenant and user. The rows are counted, so that a node never admits more than the
 * limit.
 */
@ApplicationScoped
class BacklogLimit {

  private static final int RETRY_AFTER_SECONDS = 2;

  /** What waits in a queue; or, of a tenant, for its time. */
  private record Place(String queue, String tenant) {
    static Place of(NewTask task) {
      return task.waitsForItsTime()
          ? new Place(null, task.owner().tenant())
          : new Place(task.work().queue(), null);
    }
  }

  @Inject private BacklogCounts backlogCounts;
  @Inject private Settings settings;
  @Inject private LimitRegistry limitRegistry;
  @Inject private Bounds bounds;
  @Inject private Queues queues;
  @Inject private Ticker ticker;

  private final Map<Place, WaitingCounter> known = new ConcurrentHashMap<>();

  /**
   * Admits each of these tasks, or refuses it. What was admitted is to be handed to {@link #stored}
   * afterwards.
   *
   * @return for each why it is refused, or empty
   */
  List<Optional<SubmissionRejected>> refusals(List<NewTask> tasks) {
    Map<Place, Integer> wanted = wanted(tasks);
    Map<Place, WaitingCounter> prepared = new HashMap<>();
    List<Optional<SubmissionRejected>> refusals = new ArrayList<>(tasks.size());
    for (NewTask task : tasks) {
      Place place = Place.of(task);
      WaitingCounter count = count(place);
      if (prepared.put(place, count) == null) {
        count.prepare(
            wanted.get(place), shares(place, task.owner()), owner -> shares(place, owner));
      }
      refusals.add(refusal(place, count, task));
    }
    return refusals;
  }

  /** Admits all of these tasks or none; answers why they are refused, or empty. */
  Optional<SubmissionRejected> refusal(List<NewTask> tasks) {
    List<Optional<SubmissionRejected>> refusals = refusals(tasks);
    Optional<SubmissionRejected> first = refusals.stream().flatMap(Optional::stream).findFirst();
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
      count(Place.of(task)).stored(task.owner());
    }
  }

  private void giveBack(NewTask task) {
    Place place = Place.of(task);
    count(place).giveBack(task.owner(), shares(place, task.owner()));
  }

  private static Map<Place, Integer> wanted(Collection<NewTask> tasks) {
    Map<Place, Integer> wanted = new HashMap<>();
    tasks.forEach(task -> wanted.merge(Place.of(task), 1, Integer::sum));
    return wanted;
  }

  private Optional<SubmissionRejected> refusal(Place place, WaitingCounter count, NewTask task) {
    Owner owner = task.owner();
    BacklogShares backlogShares = shares(place, owner);
    return switch (count.admit(owner, backlogShares, each -> shares(place, each))) {
      case ADMITTED -> Optional.empty();
      case USER_FULL ->
          Optional.of(
              share(
                  place,
                  "user " + owner.userId(),
                  "user",
                  backlogShares.ofUser(),
                  count.ofUser(owner)));
      case TENANT_FULL ->
          Optional.of(
              share(
                  place,
                  "tenant " + owner.tenant(),
                  "tenant",
                  backlogShares.ofTenant(),
                  count.ofTenant(owner.tenant())));
      case QUEUE_FULL ->
          Optional.of(
              SubmissionRejected.waiting(
                  "Queue " + place.queue(), backlogShares.most(), RETRY_AFTER_SECONDS));
    };
  }

  private static SubmissionRejected share(
      Place place, String who, String scope, int limit, int used) {
    boolean delayed = place.queue() == null;
    String what =
        (delayed ? "delayed tasks" : "tasks waiting in queue " + place.queue()) + " of " + who;
    String name = delayed ? Resource.DELAYED_TASKS.label() : "waiting";
    return SubmissionRejected.share(
        what, new Excess(name, scope, limit, used), RETRY_AFTER_SECONDS);
  }

  private WaitingCounter count(Place place) {
    return known.computeIfAbsent(place, this::fresh);
  }

  private WaitingCounter fresh(Place place) {
    if (place.queue() == null) {
      return new WaitingCounter(
          ticker,
          () -> backlogCounts.delayed(place.tenant()).values().stream().mapToInt(n -> n).sum(),
          () -> backlogCounts.delayed(place.tenant()));
    }
    String queue = place.queue();
    return new WaitingCounter(
        ticker,
        () -> backlogCounts.waiting(queue, mostOf(place.queue())),
        () -> backlogCounts.ofOwners(queue));
  }

  /** How much of a queue may be this owner's. */
  BacklogShares shares(String queue, Owner owner) {
    return shares(new Place(queue, null), owner);
  }

  /** What may wait in this place, and how much of it may be this owner's. */
  private BacklogShares shares(Place place, Owner owner) {
    if (place.queue() == null) {
      int ofTenant = bounded(bounds.ofTenant(Resource.DELAYED_TASKS, owner.tenant()));
      int ofUser = bounded(bounds.ofUser(Resource.DELAYED_TASKS, owner.tenant(), owner.userId()));
      return new BacklogShares(ofTenant, ofUser, ofTenant, true, true);
    }
    int most = mostOf(place.queue());
    Optional<Integer> ofUser = limitRegistry.now().ofUser(owner).map(LimitRule::waiting);
    Optional<Integer> ofTenant =
        limitRegistry.now().ofTenant(owner.tenant()).map(LimitRule::waiting);
    return new BacklogShares(
        most,
        ofUser.orElseGet(() -> part(most, settings.get(LimitSettings.USER_SHARE))),
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
    return limitRegistry
        .now()
        .ofQueue(queue)
        .map(LimitRule::waiting)
        .orElseGet(() -> settings.get(KnownSettings.QUEUE_WAITING));
  }
}
