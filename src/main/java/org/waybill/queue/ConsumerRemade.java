package org.waybill.queue;

/**
 * A consumer that had lost its session listens again. What a topic said in between it has not
 * heard.
 */
public record ConsumerRemade(String destination) {}
