package org.waybill.dispatch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.waybill.config.LimitSettings;
import org.waybill.config.Settings;
import org.waybill.handler.TaskType;
import org.waybill.limit.Allowance;
import org.waybill.limit.Bounds;
import org.waybill.limit.Resource;
import org.waybill.owner.Owner;
import org.waybill.task.BacklogCounts;
import org.waybill.time.Ticker;
import org.waybill.type.TaskTypes;

/**
 * The limits of a caller and their usage; counted at most once a second, however many requests
 * there are.
 */
@ApplicationScoped
public class LimitUsage {

  private static final long BELIEVED_NANOS = 1_000_000_000;
  private static final int MOST_REMEMBERED = 1_000;
  private static final List<Resource> COUNTED =
      List.of(
          Resource.WEBHOOKS,
          Resource.SCHEDULES,
          Resource.DOCUMENTS,
          Resource.DOCUMENT_MEGABYTES,
          Resource.TOKENS);

  /**
   * One limit.
   *
   * @param queue where it is one of a queue, or null
   * @param used null where it is counted for each task
   */
  public record Item(String name, String queue, String scope, long limit, Long used) {}

  private record Look(long at, List<Item> items) {}

  @Inject private BacklogLimit backlogLimit;
  @Inject private BacklogCounts backlogCounts;
  @Inject private Bounds bounds;
  @Inject private Allowance allowance;
  @Inject private HourlyLimit hourlyLimit;
  @Inject private RateLimiter rateLimiter;
  @Inject private Settings settings;
  @Inject private TaskTypes types;
  @Inject private Ticker ticker;

  private final Map<Owner, Look> looks = new HashMap<>();

  public synchronized List<Item> of(String tenant, String userId) {
    Owner owner = new Owner(tenant, userId);
    long now = ticker.nanos();
    Look known = looks.get(owner);
    if (known == null || now - known.at() > BELIEVED_NANOS) {
      if (looks.size() >= MOST_REMEMBERED) {
        looks.clear();
      }
      known = new Look(now, refresh(owner));
      looks.put(owner, known);
    }
    return known.items();
  }

  private List<Item> refresh(Owner owner) {
    List<Item> items = new ArrayList<>();
    for (String queue : new TreeSet<>(types.submittable().stream().map(TaskType::queue).toList())) {
      Map<Owner, Integer> waiting = backlogCounts.ofOwners(queue);
      BacklogShares backlogShares = backlogLimit.shares(queue, owner);
      String name = "waiting";
      add(items, name, queue, "user", backlogShares.ofUser(), waiting.getOrDefault(owner, 0));
      add(
          items,
          name,
          queue,
          "tenant",
          backlogShares.ofTenant(),
          ofTenant(waiting, owner.tenant()));
    }
    Map<Owner, Integer> delayed = backlogCounts.delayed(owner.tenant());
    addBoth(
        items,
        Resource.DELAYED_TASKS,
        owner,
        delayed.getOrDefault(owner, 0),
        ofTenant(delayed, owner.tenant()));
    addHourly(items, owner);
    for (Resource each : COUNTED) {
      long mine = allowance.used(each, owner.tenant(), owner.userId());
      addBoth(items, each, owner, mine, allowance.used(each, owner.tenant(), null));
    }
    items.add(new Item("children", null, "task", settings.get(LimitSettings.CHILDREN), null));
    items.add(new Item("depth", null, "task", settings.get(LimitSettings.DEPTH), null));
    return items;
  }

  private void addHourly(List<Item> items, Owner owner) {
    for (LimitRule limitRule :
        Stream.of(hourlyLimit.ofUser(owner), hourlyLimit.ofTenant(owner.tenant()))
            .flatMap(Optional::stream)
            .toList()) {
      String scope = limitRule.scope() == LimitRule.Scope.USER ? "user" : "tenant";
      long used =
          limitRule.rate() - rateLimiter.left(limitRule, HourlyLimit.bucket(limitRule, owner));
      items.add(new Item(Resource.TASKS_PER_HOUR.label(), null, scope, limitRule.rate(), used));
    }
  }

  private void addBoth(List<Item> items, Resource resource, Owner owner, long mine, long all) {
    long ofUser = bounds.ofUser(resource, owner.tenant(), owner.userId());
    items.add(new Item(resource.label(), null, "user", ofUser, mine));
    long ofTenant = bounds.ofTenant(resource, owner.tenant());
    items.add(new Item(resource.label(), null, "tenant", ofTenant, all));
  }

  private static void add(
      List<Item> items, String name, String queue, String scope, long limit, long used) {
    items.add(new Item(name, queue, scope, limit, used));
  }

  private static long ofTenant(Map<Owner, Integer> counts, String tenant) {
    return counts.entrySet().stream()
        .filter(each -> each.getKey().tenant().equals(tenant))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
