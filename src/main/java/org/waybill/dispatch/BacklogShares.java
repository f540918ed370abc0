package org.waybill.dispatch;

/**
 * The limits of one queue's backlog.
 *
 * @param most of all owners together
 * @param ofUser of one user
 * @param ofTenant of one tenant
 * @param userAlways whether that of the user holds even where nobody else waits
 * @param tenantAlways the same of the tenant
 */
record BacklogShares(int most, int ofUser, int ofTenant, boolean userAlways, boolean tenantAlways) {

  /** Nobody who could be over a share: as long as all together are not more. */
  int harmless() {
    return Math.min(most, Math.min(ofUser, ofTenant));
  }
}
