package org.waybill.messaging;

/** A message was put to the invalid ones. */
public record MessageRejected(String source, String reason) {}
