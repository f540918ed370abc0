package org.waybill.api.a2a;

/** The role of a message: user or agent. */
enum MessageRoleName {
  USER,
  AGENT
}
