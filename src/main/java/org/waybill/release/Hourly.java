package org.waybill.release;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.waybill.limit.Bounds;
import org.waybill.limit.Excess;
import org.waybill.limit.Resource;
import org.waybill.task.Deciding.Line;

/** How many tasks one user and one tenant may hand over in an hour, where that is limited. */
@ApplicationScoped
class Hourly {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final String PREFIX = "hour/";
  private static final int RETRY_AFTER_SECONDS = 60;

  @Inject private Bounds bounds;

  Optional<Rule> ofUser(Line line) {
    long most = bounds.ofUser(Resource.TASKS_PER_HOUR, line.tenant(), line.userId());
    return rule(Rule.Scope.USER, line.tenant(), line.userId(), most);
  }

  Optional<Rule> ofTenant(String tenant) {
    long most = bounds.ofTenant(Resource.TASKS_PER_HOUR, tenant);
    return rule(Rule.Scope.TENANT, tenant, Rule.EACH, most);
  }

  private static Optional<Rule> rule(Rule.Scope scope, String tenant, String name, long most) {
    return most == 0
        ? Optional.empty()
        : Optional.of(new Rule(scope, tenant, name, null, null, (int) most, HOUR, true, 1.0));
  }

  static String bucket(Rule rule, Line line) {
    return rule.scope() == Rule.Scope.USER
        ? PREFIX + line.tenant() + "/" + line.userId()
        : PREFIX + line.tenant();
  }

  static boolean isHourly(String bucket) {
    return bucket.startsWith(PREFIX);
  }

  QueueFull refusal(Rule rule, long left) {
    String scope = rule.scope().name().toLowerCase(Locale.ROOT);
    return QueueFull.share(
        "The " + scope + " in the last hour",
        new Excess(Resource.TASKS_PER_HOUR.label(), scope, rule.rate(), rule.rate() - left),
        RETRY_AFTER_SECONDS);
  }
}
