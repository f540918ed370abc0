package org.waybill.release;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.waybill.task.Deciding.Line;

/** All limits and pauses as they stand; of several that fit, the one that names most counts. */
final class Rules implements Turns.Weights {

  static final Rules NONE = new Rules(List.of(), Set.of());

  private record Key(Rule.Scope scope, String tenant, String name) {}

  /** What is paused: a queue, of a tenant; each may be {@link Rule#EACH}. */
  record Pause(String queue, String tenant) {}

  private final Map<Key, Rule> rules = new HashMap<>();
  private final Set<Pause> pauses;
  private final boolean countsOwners;

  Rules(List<Rule> rules, Set<Pause> pauses) {
    rules.forEach(rule -> this.rules.put(new Key(rule.scope(), rule.tenant(), rule.name()), rule));
    this.pauses = new HashSet<>(pauses);
    this.countsOwners =
        rules.stream()
            .anyMatch(
                rule ->
                    rule.concurrency() != null
                        && (rule.scope() == Rule.Scope.TENANT || rule.scope() == Rule.Scope.USER));
  }

  boolean areEmpty() {
    return rules.isEmpty();
  }

  /** Whether some tenant or user may only have so many tasks under way. */
  boolean countOwners() {
    return countsOwners;
  }

  Optional<Rule> ofQueue(String queue) {
    return find(Rule.Scope.QUEUE, Rule.EACH, queue);
  }

  Optional<Rule> ofTenant(String tenant) {
    return first(
        find(Rule.Scope.TENANT, tenant, Rule.EACH), Rule.Scope.TENANT, Rule.EACH, Rule.EACH);
  }

  Optional<Rule> ofUser(Line line) {
    Optional<Rule> own = find(Rule.Scope.USER, line.tenant(), line.userId());
    Optional<Rule> ofTenant = first(own, Rule.Scope.USER, line.tenant(), Rule.EACH);
    return first(ofTenant, Rule.Scope.USER, Rule.EACH, Rule.EACH);
  }

  Optional<Rule> ofKey(String tenant, String key) {
    Optional<Rule> own = find(Rule.Scope.KEY, tenant, key);
    return first(own, Rule.Scope.KEY, Rule.EACH, key);
  }

  Optional<Rule> ofRate(String tenant, String key) {
    Optional<Rule> own = find(Rule.Scope.RATE, tenant, key);
    return first(own, Rule.Scope.RATE, Rule.EACH, key);
  }

  boolean isPaused(String queue) {
    return pauses.contains(new Pause(queue, Rule.EACH))
        || pauses.contains(new Pause(Rule.EACH, Rule.EACH));
  }

  boolean isPaused(String queue, String tenant) {
    return isPaused(queue)
        || pauses.contains(new Pause(queue, tenant))
        || pauses.contains(new Pause(Rule.EACH, tenant));
  }

  boolean pauseSome() {
    return !pauses.isEmpty();
  }

  Set<String> pausedTenants(String queue) {
    return pauses.stream()
        .filter(p -> p.queue().equals(queue) || p.queue().equals(Rule.EACH))
        .map(Pause::tenant)
        .filter(tenant -> !tenant.equals(Rule.EACH))
        .collect(Collectors.toSet());
  }

  /** Whether a task of this line may skip the line when a worker is free: nothing limits it. */
  boolean leaveFree(String queue, Line line, String rateKey) {
    return (rules.isEmpty() && pauses.isEmpty())
        || !isPaused(queue, line.tenant())
            && !limits(ofQueue(queue))
            && !limits(ofTenant(line.tenant()))
            && !limits(ofUser(line))
            && (rateKey == null || ofRate(line.tenant(), rateKey).isEmpty());
  }

  private static boolean limits(Optional<Rule> rule) {
    return rule.filter(r -> r.concurrency() != null || r.hasRate()).isPresent();
  }

  @Override
  public double ofTenantWeight(String tenant) {
    return ofTenant(tenant).map(Rule::weight).orElse(1.0);
  }

  @Override
  public double ofUserWeight(Line line) {
    return ofUser(line).map(Rule::weight).orElse(1.0);
  }

  private Optional<Rule> first(
      Optional<Rule> better, Rule.Scope scope, String tenant, String name) {
    return better.isPresent() ? better : find(scope, tenant, name);
  }

  private Optional<Rule> find(Rule.Scope scope, String tenant, String name) {
    return Optional.ofNullable(rules.get(new Key(scope, tenant, name)));
  }
}
