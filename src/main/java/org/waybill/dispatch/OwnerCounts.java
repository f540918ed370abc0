package org.waybill.dispatch;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.waybill.owner.Owner;

/**
 * Number of waiting tasks by owner. Tasks beyond an owner's share, accepted while nobody else was
 * waiting, do not count against others: they get the room they would have had without them.
 */
final class OwnerCounts {

  /** What is to become of one more task. */
  enum Verdict {
    ADMITTED,
    USER_FULL,
    TENANT_FULL,
    QUEUE_FULL
  }

  private static final class Tenant {
    private int all;
    private int withinShares;
  }

  private final Map<Owner, Integer> users = new HashMap<>();
  private final Map<String, Tenant> tenants = new HashMap<>();
  private int all;
  private int withinShares;

  static OwnerCounts of(Map<Owner, Integer> counts, Function<Owner, BacklogShares> shares) {
    OwnerCounts owners = new OwnerCounts();
    counts.forEach((owner, n) -> owners.add(owner, n, shares.apply(owner)));
    return owners;
  }

  int all() {
    return all;
  }

  int ofUser(Owner owner) {
    return users.getOrDefault(owner, 0);
  }

  int ofTenant(String tenant) {
    Tenant known = tenants.get(tenant);
    return known == null ? 0 : known.all;
  }

  void add(Owner owner, int n, BacklogShares shares) {
    int before = ofUser(owner);
    int after = before + n;
    users.put(owner, after);
    all += n;
    Tenant tenant = tenants.computeIfAbsent(owner.tenant(), t -> new Tenant());
    int fair = Math.min(tenant.withinShares, shares.ofTenant());
    tenant.all += n;
    tenant.withinShares += Math.min(after, shares.ofUser()) - Math.min(before, shares.ofUser());
    withinShares += Math.min(tenant.withinShares, shares.ofTenant()) - fair;
  }

  /** Whether one more task of this owner may wait. */
  Verdict ask(Owner owner, BacklogShares shares) {
    int mine = ofUser(owner);
    boolean over = mine >= shares.ofUser();
    if (over && (shares.userAlways() || all > mine)) {
      return Verdict.USER_FULL;
    }
    if (isTenantFull(owner.tenant(), shares)) {
      return Verdict.TENANT_FULL;
    }
    boolean room = all < shares.most() || (!over && withinShares < shares.most());
    return room ? Verdict.ADMITTED : Verdict.QUEUE_FULL;
  }

  private boolean isTenantFull(String name, BacklogShares shares) {
    Tenant tenant = tenants.get(name);
    if (tenant == null) {
      return false;
    }
    return shares.tenantAlways()
        ? tenant.all >= shares.ofTenant()
        : tenant.withinShares >= shares.ofTenant() && all > tenant.all;
  }
}
