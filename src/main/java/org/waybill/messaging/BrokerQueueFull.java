package org.waybill.messaging;

/** The broker answers, but takes no message for this queue: it is full. */
public class BrokerQueueFull extends BrokerUnavailable {

  private static final long serialVersionUID = 1L;
  private final String queue;

  public BrokerQueueFull(String queue, Exception cause) {
    super(cause);
    this.queue = queue;
  }

  public String queue() {
    return queue;
  }
}
