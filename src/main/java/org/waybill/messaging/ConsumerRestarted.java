package org.waybill.messaging;

/**
 * A consumer that had lost its session listens again. What a topic said in between it has not
 * heard.
 */
public record ConsumerRestarted(String destination) {}
