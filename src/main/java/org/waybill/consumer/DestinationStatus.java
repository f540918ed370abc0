package org.waybill.consumer;

/**
 * The consumers of one destination.
 *
 * @param expected how many there shall be
 * @param living how many work on a message or were lately answered by the broker
 * @param lost how often one of them lost its session
 * @param remade how often one that had lost its session was answered again
 */
public record DestinationStatus(
    DestinationKind kind, String destination, int expected, int living, long lost, long remade) {}
