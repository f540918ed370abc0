package org.waybill.messaging;

/** The broker responds, but rejects messages for this queue because it is full. */
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
