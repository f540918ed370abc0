package org.waybill.messaging;

/**
 * Event: a consumer that had lost its session receives again. Messages of a topic sent in between
 * are lost to it.
 */
public record ConsumerRestarted(String destination) {}
