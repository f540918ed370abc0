package org.waybill.messaging;

/**
 * The state of the consumers of a destination.
 *
 * @param expected how many there shall be
 * @param living how many work on a message or were lately answered by the broker
 * @param lost how often one of them lost its session
 * @param remade how often one that had lost its session was answered again
 */
public record ConsumerStatus(
    ReplyTo.Kind kind, String destination, int expected, int living, long lost, long remade) {

  public boolean isComplete() {
    return living >= expected;
  }
}
