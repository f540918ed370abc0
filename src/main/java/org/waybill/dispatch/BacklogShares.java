package org.waybill.dispatch;

/**
 * The limits of one queue's backlog.
 *
 * @param most limit for all owners together
 * @param ofUser limit per user
 * @param ofTenant limit per tenant
 * @param userAlways whether the user limit applies even when nobody else waits
 * @param tenantAlways the same for the tenant limit
 */
record BacklogShares(int most, int ofUser, int ofTenant, boolean userAlways, boolean tenantAlways) {

  /** Nobody can exceed a share while the total does not exceed it. */
  int harmless() {
    return Math.min(most, Math.min(ofUser, ofTenant));
  }
}
