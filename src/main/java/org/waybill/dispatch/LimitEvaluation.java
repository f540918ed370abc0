package org.waybill.dispatch;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.waybill.owner.Owner;

/** What the limits leave to a queue during one decision: free slots and starts. */
final class LimitEvaluation implements WeightedFairQueue.Admission {

  /** Tokens fetched at a time; what is left over goes back. */
  private static final int FETCHED = 16;

  private record Purse(LimitRule rule, String of) {}

  private final LimitRules limitRules;
  private final RateLimiter rateLimiter;
  private final String queue;
  private final Map<Owner, Integer> users;
  private final Map<String, Integer> tenants = new HashMap<>();
  private final Map<Purse, Integer> tokens = new HashMap<>();
  private final Set<Purse> empty = new HashSet<>();
  private Duration untilToken;
  private int all;
  private boolean blocked;

  /**
   * @param underWay tasks dispatched or running, by fair-share key, as far as some limit counts
   *     them
   */
  LimitEvaluation(
      LimitRules limitRules,
      RateLimiter rateLimiter,
      String queue,
      Map<Owner, Integer> underWay,
      int inQueue) {
    this.limitRules = limitRules;
    this.rateLimiter = rateLimiter;
    this.queue = queue;
    this.users = new HashMap<>(underWay);
    this.all = inQueue;
    underWay.forEach((owner, n) -> tenants.merge(owner.tenant(), n, Integer::sum));
  }

  @Override
  public Answer ask(Owner owner) {
    Answer answer = answer(owner);
    if (answer == Answer.YES) {
      count(owner, 1);
    } else {
      blocked = true;
    }
    return answer;
  }

  private Answer answer(Owner owner) {
    Optional<LimitRule> ofQueue = limitRules.ofQueue(queue);
    Optional<LimitRule> ofTenant = limitRules.ofTenant(owner.tenant());
    Optional<LimitRule> ofUser = limitRules.ofUser(owner);
    if (limitRules.isPaused(queue) || isFull(ofQueue, all)) {
      return Answer.NOBODY;
    }
    if (limitRules.isPaused(queue, owner.tenant())
        || isFull(ofTenant, tenants.getOrDefault(owner.tenant(), 0))) {
      return Answer.NOT_THIS_TENANT;
    }
    if (isFull(ofUser, users.getOrDefault(owner, 0))) {
      return Answer.NOT_THIS_USER;
    }
    return takeTokens(owner, ofQueue, ofTenant, ofUser);
  }

  private static boolean isFull(Optional<LimitRule> rule, int underWay) {
    return rule.map(LimitRule::concurrency).filter(most -> underWay >= most).isPresent();
  }

  private Answer takeTokens(
      Owner owner,
      Optional<LimitRule> ofQueue,
      Optional<LimitRule> ofTenant,
      Optional<LimitRule> ofUser) {
    if (!hasToken(ofQueue, queue)) {
      return Answer.NOBODY;
    }
    if (!hasToken(ofTenant, owner.tenant())) {
      return Answer.NOT_THIS_TENANT;
    }
    if (!hasToken(ofUser, of(owner))) {
      return Answer.NOT_THIS_USER;
    }
    spend(ofQueue, queue, 1);
    spend(ofTenant, owner.tenant(), 1);
    spend(ofUser, of(owner), 1);
    return Answer.YES;
  }

  private static String of(Owner owner) {
    return owner.tenant() + "/" + owner.userId();
  }

  /** Places that could not be used. */
  void giveBack(Owner owner, int places) {
    count(owner, -places);
    spend(limitRules.ofQueue(queue), queue, -places);
    spend(limitRules.ofTenant(owner.tenant()), owner.tenant(), -places);
    spend(limitRules.ofUser(owner), of(owner), -places);
  }

  /**
   * Takes one start of a rate key.
   *
   * @return how long to wait for it; zero if it was there
   */
  Duration start(Owner owner, String rateKey) {
    Optional<LimitRule> rule =
        limitRules.ofRate(owner.tenant(), rateKey).filter(LimitRule::hasRate);
    String of = owner.tenant() + "/" + rateKey;
    if (rule.isEmpty() || hasToken(rule, of)) {
      spend(rule, of, 1);
      return Duration.ZERO;
    }
    return rateLimiter.untilNext(rule.get(), of);
  }

  /** A ready task was held back. */
  boolean hasBlocked() {
    return blocked;
  }

  /** Time until a task held back by a rate limit may start; empty if there is none. */
  Optional<Duration> untilToken() {
    return Optional.ofNullable(untilToken);
  }

  /** Gives back the tokens that were fetched and not spent. */
  void close() {
    tokens.forEach((purse, left) -> rateLimiter.giveBack(purse.rule(), purse.of(), left));
  }

  private void count(Owner owner, int places) {
    all += places;
    users.merge(owner, places, Integer::sum);
    tenants.merge(owner.tenant(), places, Integer::sum);
  }

  private boolean hasToken(Optional<LimitRule> rule, String of) {
    if (rule.filter(LimitRule::hasRate).isEmpty() || rule.get().rejects()) {
      return true;
    }
    Purse purse = new Purse(rule.get(), of);
    if (tokens.getOrDefault(purse, 0) > 0) {
      return true;
    }
    if (empty.contains(purse)) {
      return false;
    }
    int fetched = rateLimiter.take(purse.rule(), of, FETCHED);
    if (fetched == 0) {
      empty.add(purse);
      Duration wait = rateLimiter.untilNext(purse.rule(), of);
      untilToken = untilToken == null || wait.compareTo(untilToken) < 0 ? wait : untilToken;
      return false;
    }
    tokens.merge(purse, fetched, Integer::sum);
    return true;
  }

  private void spend(Optional<LimitRule> rule, String of, int n) {
    rule.filter(r -> r.hasRate() && !r.rejects())
        .ifPresent(r -> tokens.merge(new Purse(r, of), -n, Integer::sum));
  }
}
