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
    underWay.forEach((line, n) -> tenants.merge(line.tenant(), n, Integer::sum));
  }

  @Override
  public Answer ask(Owner line) {
    Answer answer = answer(line);
    if (answer == Answer.YES) {
      count(line, 1);
    } else {
      blocked = true;
    }
    return answer;
  }

  private Answer answer(Owner line) {
    Optional<LimitRule> ofQueue = limitRules.ofQueue(queue);
    Optional<LimitRule> ofTenant = limitRules.ofTenant(line.tenant());
    Optional<LimitRule> ofUser = limitRules.ofUser(line);
    if (limitRules.isPaused(queue) || isFull(ofQueue, all)) {
      return Answer.NOBODY;
    }
    if (limitRules.isPaused(queue, line.tenant())
        || isFull(ofTenant, tenants.getOrDefault(line.tenant(), 0))) {
      return Answer.NOT_THIS_TENANT;
    }
    if (isFull(ofUser, users.getOrDefault(line, 0))) {
      return Answer.NOT_THIS_USER;
    }
    return takeTokens(line, ofQueue, ofTenant, ofUser);
  }

  private static boolean isFull(Optional<LimitRule> rule, int underWay) {
    return rule.map(LimitRule::concurrency).filter(most -> underWay >= most).isPresent();
  }

  private Answer takeTokens(
      Owner line,
      Optional<LimitRule> ofQueue,
      Optional<LimitRule> ofTenant,
      Optional<LimitRule> ofUser) {
    if (!hasToken(ofQueue, queue)) {
      return Answer.NOBODY;
    }
    if (!hasToken(ofTenant, line.tenant())) {
      return Answer.NOT_THIS_TENANT;
    }
    if (!hasToken(ofUser, of(line))) {
      return Answer.NOT_THIS_USER;
    }
    spend(ofQueue, queue, 1);
    spend(ofTenant, line.tenant(), 1);
    spend(ofUser, of(line), 1);
    return Answer.YES;
  }

  private static String of(Owner line) {
    return line.tenant() + "/" + line.userId();
  }

  /** Places that could not be used. */
  void giveBack(Owner line, int places) {
    count(line, -places);
    spend(limitRules.ofQueue(queue), queue, -places);
    spend(limitRules.ofTenant(line.tenant()), line.tenant(), -places);
    spend(limitRules.ofUser(line), of(line), -places);
  }

  /**
   * Takes one start of a rate key.
   *
   * @return how long to wait for it; zero if it was there
   */
  Duration start(Owner line, String rateKey) {
    Optional<LimitRule> rule = limitRules.ofRate(line.tenant(), rateKey).filter(LimitRule::hasRate);
    String of = line.tenant() + "/" + rateKey;
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

  private void count(Owner line, int places) {
    all += places;
    users.merge(line, places, Integer::sum);
    tenants.merge(line.tenant(), places, Integer::sum);
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
