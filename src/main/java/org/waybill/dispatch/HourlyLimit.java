package org.waybill.dispatch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.waybill.limit.Bounds;
import org.waybill.limit.Excess;
import org.waybill.limit.Resource;
import org.waybill.owner.Owner;

/** Limits the tasks that a user and a tenant may submit per hour. */
@ApplicationScoped
class HourlyLimit {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final String PREFIX = "hour/";
  private static final int RETRY_AFTER_SECONDS = 60;

  @Inject private Bounds bounds;

  Optional<LimitRule> ofUser(Owner owner) {
    long most = bounds.ofUser(Resource.TASKS_PER_HOUR, owner.tenant(), owner.userId());
    return rule(LimitRule.Scope.USER, owner.tenant(), owner.userId(), most);
  }

  Optional<LimitRule> ofTenant(String tenant) {
    long most = bounds.ofTenant(Resource.TASKS_PER_HOUR, tenant);
    return rule(LimitRule.Scope.TENANT, tenant, LimitRule.EACH, most);
  }

  private static Optional<LimitRule> rule(
      LimitRule.Scope scope, String tenant, String name, long most) {
    return most == 0
        ? Optional.empty()
        : Optional.of(new LimitRule(scope, tenant, name, null, null, (int) most, HOUR, true, 1.0));
  }

  static String bucket(LimitRule limitRule, Owner owner) {
    return limitRule.scope() == LimitRule.Scope.USER
        ? PREFIX + owner.tenant() + "/" + owner.userId()
        : PREFIX + owner.tenant();
  }

  static boolean isHourly(String bucket) {
    return bucket.startsWith(PREFIX);
  }

  SubmissionRejected refusal(LimitRule limitRule, long left) {
    String scope = limitRule.scope().name().toLowerCase(Locale.ROOT);
    return SubmissionRejected.share(
        "tasks of this " + scope + " in the last hour",
        new Excess(
            Resource.TASKS_PER_HOUR.label(), scope, limitRule.rate(), limitRule.rate() - left),
        RETRY_AFTER_SECONDS);
  }
}
