package org.waybill.security;

/**
 * What a caller may do; each role includes the ones before it. All but the last act within their
 * own tenant.
 */
public enum CallerRole {
  /** A camera: its own frames, and nothing else; see {@link DeviceCalls}. */
  DEVICE,
  /** Own tasks, chats and documents. */
  USER,
  /** Every task of the tenant, and its queues. */
  OPERATOR,
  /** The tenant's tokens as well. */
  TENANT_ADMIN,
  /** All tenants: their tokens, limits and queues. */
  ADMIN
}
