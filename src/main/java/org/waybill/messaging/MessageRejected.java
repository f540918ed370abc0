package org.waybill.messaging;

/** Event: a message was stored as invalid. */
public record MessageRejected(String source, String reason) {}
