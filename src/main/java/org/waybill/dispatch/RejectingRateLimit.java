package org.waybill.dispatch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.waybill.owner.Owner;
import org.waybill.task.NewTask;

/**
 * Charges new tasks to the rate limits that reject instead of delaying: completely or not at all.
 */
@ApplicationScoped
class RejectingRateLimit {

  private record Bucket(LimitRule rule, String of) {}

  @Inject private LimitRegistry limitRegistry;
  @Inject private RateLimiter rateLimiter;
  @Inject private HourlyLimit hourlyLimit;

  /**
   * @throws SubmissionRejected if a rate does not allow as many; then nothing is taken
   */
  void take(List<NewTask> tasks) {
    LimitRules limitRules = limitRegistry.now();
    Map<Bucket, Integer> price = new LinkedHashMap<>();
    tasks.forEach(task -> addHourly(price, task));
    if (limitRules.areEmpty() && price.isEmpty()) {
      return;
    }
    tasks.forEach(task -> add(price, limitRules, task));
    Map<Bucket, Integer> taken = new LinkedHashMap<>();
    price.forEach((bucket, n) -> take(bucket, n, taken));
  }

  private void addHourly(Map<Bucket, Integer> price, NewTask task) {
    Owner owner = task.owner();
    hourlyLimit.ofUser(owner).ifPresent(rule -> price.merge(of(rule, owner), 1, Integer::sum));
    hourlyLimit
        .ofTenant(owner.tenant())
        .ifPresent(rule -> price.merge(of(rule, owner), 1, Integer::sum));
  }

  private static Bucket of(LimitRule rule, Owner owner) {
    return new Bucket(rule, HourlyLimit.bucket(rule, owner));
  }

  private static void add(Map<Bucket, Integer> price, LimitRules limitRules, NewTask task) {
    String tenant = task.owner().tenant();
    String rateKey = task.terms().rateKey();
    Owner owner = new Owner(tenant, task.owner().userId());
    add(price, limitRules.ofQueue(task.work().queue()), task.work().queue());
    add(price, limitRules.ofTenant(tenant), tenant);
    add(price, limitRules.ofUser(owner), tenant + "/" + task.owner().userId());
    if (rateKey != null) {
      add(price, limitRules.ofRate(tenant, rateKey), tenant + "/" + rateKey);
    }
  }

  private static void add(Map<Bucket, Integer> price, Optional<LimitRule> rule, String of) {
    rule.filter(r -> r.hasRate() && r.rejects())
        .ifPresent(r -> price.merge(new Bucket(r, of), 1, Integer::sum));
  }

  private void take(Bucket bucket, int n, Map<Bucket, Integer> taken) {
    int got = rateLimiter.take(bucket.rule(), bucket.of(), n);
    taken.put(bucket, got);
    if (got < n) {
      taken.forEach((each, tokens) -> rateLimiter.giveBack(each.rule(), each.of(), tokens));
      if (HourlyLimit.isHourly(bucket.of())) {
        throw hourlyLimit.refusal(bucket.rule(), rateLimiter.left(bucket.rule(), bucket.of()));
      }
      double millis = rateLimiter.untilNext(bucket.rule(), bucket.of()).toMillis();
      throw SubmissionRejected.tooOften(
          bucket.rule(), (int) Math.max(1, Math.ceil(millis / 1_000)));
    }
  }
}
