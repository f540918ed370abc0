package org.waybill.release;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.waybill.task.Deciding.Line;
import org.waybill.task.NewTask;

/** What new tasks cost of those rates that refuse rather than let wait: all of it, or nothing. */
@ApplicationScoped
class Toll {

  private record Bucket(Rule rule, String of) {}

  @Inject private Limits limits;
  @Inject private Rates rates;
  @Inject private Hourly hourly;

  /**
   * @throws QueueFull if a rate does not allow as many; then nothing is taken
   */
  void take(List<NewTask> tasks) {
    Rules rules = limits.now();
    Map<Bucket, Integer> price = new LinkedHashMap<>();
    tasks.forEach(task -> addHourly(price, task));
    if (rules.areEmpty() && price.isEmpty()) {
      return;
    }
    tasks.forEach(task -> add(price, rules, task));
    Map<Bucket, Integer> taken = new LinkedHashMap<>();
    price.forEach((bucket, n) -> take(bucket, n, taken));
  }

  private void addHourly(Map<Bucket, Integer> price, NewTask task) {
    Line line = new Line(task.tenant(), task.userId());
    hourly.ofUser(line).ifPresent(rule -> price.merge(of(rule, line), 1, Integer::sum));
    hourly.ofTenant(line.tenant()).ifPresent(rule -> price.merge(of(rule, line), 1, Integer::sum));
  }

  private static Bucket of(Rule rule, Line line) {
    return new Bucket(rule, Hourly.bucket(rule, line));
  }

  private static void add(Map<Bucket, Integer> price, Rules rules, NewTask task) {
    String tenant = task.tenant();
    String rateKey = task.terms().rateKey();
    Line line = new Line(tenant, task.userId());
    add(price, rules.ofQueue(task.queue()), task.queue());
    add(price, rules.ofTenant(tenant), tenant);
    add(price, rules.ofUser(line), tenant + "/" + task.userId());
    if (rateKey != null) {
      add(price, rules.ofRate(tenant, rateKey), tenant + "/" + rateKey);
    }
  }

  private static void add(Map<Bucket, Integer> price, Optional<Rule> rule, String of) {
    rule.filter(r -> r.hasRate() && r.rejects())
        .ifPresent(r -> price.merge(new Bucket(r, of), 1, Integer::sum));
  }

  private void take(Bucket bucket, int n, Map<Bucket, Integer> taken) {
    int got = rates.take(bucket.rule(), bucket.of(), n);
    taken.put(bucket, got);
    if (got < n) {
      taken.forEach((each, tokens) -> rates.giveBack(each.rule(), each.of(), tokens));
      if (Hourly.isHourly(bucket.of())) {
        throw hourly.refusal(bucket.rule(), rates.left(bucket.rule(), bucket.of()));
      }
      double millis = rates.untilNext(bucket.rule(), bucket.of()).toMillis();
      throw QueueFull.tooOften(bucket.rule(), (int) Math.max(1, Math.ceil(millis / 1_000)));
    }
  }
}
