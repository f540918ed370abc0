package org.waybill.queue;

/**
 * How it stands with the consumers of a destination.
 *
 * @param expected how many there shall be
 * @param living how many work on a message or were lately answered by the broker
 * @param remade how often one of them was made again
 */
public record ConsumerStatus(String destination, int expected, int living, long remade) {

  public boolean isComplete() {
    return living >= expected;
  }
}
