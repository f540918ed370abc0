package org.waybill.security;

/** What a caller may do; each role includes the ones before it. */
public enum CallerRole {
  /** Own tasks, chats and documents. */
  USER,
  /** Every task of the tenant, and its queues. */
  OPERATOR,
  /** Tokens and settings as well. */
  ADMIN
}
