package org.waybill.dispatch;

import java.time.Duration;
import java.util.Map;
import org.waybill.limit.Resource;

/**
 * A limit set by an operator; null members set nothing.
 *
 * @param scope the kind of limit
 * @param tenant the tenant; {@code *} for each
 * @param name of the queue, user, concurrency key or rate key; {@code *} for each
 * @param concurrency tasks that run at the same time
 * @param waiting maximum number of waiting tasks
 * @param rate number of starts per {@code period}
 * @param rejects whether a task above the rate is rejected instead of delayed
 * @param weight turns per turn of an owner with weight 1
 * @param bounds limits of resources; empty if there are none
 */
public record LimitRule(
    Scope scope,
    String tenant,
    String name,
    Integer concurrency,
    Integer waiting,
    Integer rate,
    Duration period,
    boolean rejects,
    double weight,
    Map<Resource, Long> bounds) {

  /** A rule without limits of resources. */
  public LimitRule(
      Scope scope,
      String tenant,
      String name,
      Integer concurrency,
      Integer waiting,
      Integer rate,
      Duration period,
      boolean rejects,
      double weight) {
    this(scope, tenant, name, concurrency, waiting, rate, period, rejects, weight, Map.of());
  }

  /** Matches each tenant, or each name. */
  public static final String EACH = "*";

  /** What a rule counts. */
  public enum Scope {
    /** All tasks of a queue, of every tenant. */
    QUEUE,
    /** All tasks of a tenant. */
    TENANT,
    /** All tasks of a user. */
    USER,
    /** The tasks of one concurrency key of a tenant. */
    KEY,
    /** The starts of one rate key of a tenant, such as {@code tool/mail}. */
    RATE
  }

  boolean hasRate() {
    return rate != null && period != null;
  }
}
