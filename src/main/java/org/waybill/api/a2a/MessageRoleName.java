package org.waybill.api.a2a;

/** Who says a message. */
enum MessageRoleName {
  USER,
  AGENT
}
