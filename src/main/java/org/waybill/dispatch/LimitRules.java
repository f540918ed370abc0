package org.waybill.dispatch;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.waybill.owner.Owner;

/** All current limits and pauses; if several match, the most specific one applies. */
final class LimitRules implements WeightedFairQueue.Weights {

  static final LimitRules NONE = new LimitRules(List.of(), Set.of());

  private record Key(LimitRule.Scope scope, String tenant, String name) {}

  /** What is paused: a queue, of a tenant; each may be {@link LimitRule#EACH}. */
  record Pause(String queue, String tenant) {}

  private final Map<Key, LimitRule> rules = new HashMap<>();
  private final Set<Pause> pauses;
  private final boolean countsOwners;

  LimitRules(List<LimitRule> rules, Set<Pause> pauses) {
    rules.forEach(rule -> this.rules.put(new Key(rule.scope(), rule.tenant(), rule.name()), rule));
    this.pauses = new HashSet<>(pauses);
    this.countsOwners =
        rules.stream()
            .anyMatch(
                rule ->
                    rule.concurrency() != null
                        && (rule.scope() == LimitRule.Scope.TENANT
                            || rule.scope() == LimitRule.Scope.USER));
  }

  boolean areEmpty() {
    return rules.isEmpty();
  }

  /** Whether some tenant or user may only have so many tasks under way. */
  boolean countOwners() {
    return countsOwners;
  }

  Optional<LimitRule> ofQueue(String queue) {
    return find(LimitRule.Scope.QUEUE, LimitRule.EACH, queue);
  }

  Optional<LimitRule> ofTenant(String tenant) {
    return first(
        find(LimitRule.Scope.TENANT, tenant, LimitRule.EACH),
        LimitRule.Scope.TENANT,
        LimitRule.EACH,
        LimitRule.EACH);
  }

  Optional<LimitRule> ofUser(Owner owner) {
    Optional<LimitRule> own = find(LimitRule.Scope.USER, owner.tenant(), owner.userId());
    Optional<LimitRule> ofTenant = first(own, LimitRule.Scope.USER, owner.tenant(), LimitRule.EACH);
    return first(ofTenant, LimitRule.Scope.USER, LimitRule.EACH, LimitRule.EACH);
  }

  Optional<LimitRule> ofKey(String tenant, String key) {
    Optional<LimitRule> own = find(LimitRule.Scope.KEY, tenant, key);
    return first(own, LimitRule.Scope.KEY, LimitRule.EACH, key);
  }

  Optional<LimitRule> ofRate(String tenant, String key) {
    Optional<LimitRule> own = find(LimitRule.Scope.RATE, tenant, key);
    return first(own, LimitRule.Scope.RATE, LimitRule.EACH, key);
  }

  boolean isPaused(String queue) {
    return pauses.contains(new Pause(queue, LimitRule.EACH))
        || pauses.contains(new Pause(LimitRule.EACH, LimitRule.EACH));
  }

  boolean isPaused(String queue, String tenant) {
    return isPaused(queue)
        || pauses.contains(new Pause(queue, tenant))
        || pauses.contains(new Pause(LimitRule.EACH, tenant));
  }

  boolean pauseSome() {
    return !pauses.isEmpty();
  }

  Set<String> pausedTenants(String queue) {
    return pauses.stream()
        .filter(p -> p.queue().equals(queue) || p.queue().equals(LimitRule.EACH))
        .map(Pause::tenant)
        .filter(tenant -> !tenant.equals(LimitRule.EACH))
        .collect(Collectors.toSet());
  }

  /**
   * Whether a task of this owner may skip the ready queue when a worker is free: no limit applies.
   */
  boolean leaveFree(String queue, Owner owner, String rateKey) {
    return (rules.isEmpty() && pauses.isEmpty())
        || !isPaused(queue, owner.tenant())
            && !limits(ofQueue(queue))
            && !limits(ofTenant(owner.tenant()))
            && !limits(ofUser(owner))
            && (rateKey == null || ofRate(owner.tenant(), rateKey).isEmpty());
  }

  private static boolean limits(Optional<LimitRule> rule) {
    return rule.filter(r -> r.concurrency() != null || r.hasRate()).isPresent();
  }

  @Override
  public double ofTenantWeight(String tenant) {
    return ofTenant(tenant).map(LimitRule::weight).orElse(1.0);
  }

  @Override
  public double ofUserWeight(Owner owner) {
    return ofUser(owner).map(LimitRule::weight).orElse(1.0);
  }

  private Optional<LimitRule> first(
      Optional<LimitRule> better, LimitRule.Scope scope, String tenant, String name) {
    return better.isPresent() ? better : find(scope, tenant, name);
  }

  private Optional<LimitRule> find(LimitRule.Scope scope, String tenant, String name) {
    return Optional.ofNullable(rules.get(new Key(scope, tenant, name)));
  }
}
