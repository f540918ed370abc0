package org.waybill.queue;

/** A message was put to the invalid ones. */
public record MessageRefused(String source, String reason) {}
