package org.waybill.messaging;

/**
 * The state of the consumers of a destination.
 *
 * @param expected configured number
 * @param living number that process a message or lately got a response from the broker
 * @param lost how often one of them lost its session
 * @param remade how often one that had lost its session got a response again
 */
public record ConsumerStatus(
    ReplyTo.Kind kind, String destination, int expected, int living, long lost, long remade) {

  public boolean isComplete() {
    return living >= expected;
  }
}
