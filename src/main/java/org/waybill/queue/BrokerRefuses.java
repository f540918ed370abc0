package org.waybill.queue;

/** The broker answers, but takes no message for this queue: it is full. */
public class BrokerRefuses extends BrokerAway {

  private static final long serialVersionUID = 1L;
  private final String queue;

  public BrokerRefuses(String queue, Exception cause) {
    super(cause);
    this.queue = queue;
  }

  public String queue() {
    return queue;
  }
}
