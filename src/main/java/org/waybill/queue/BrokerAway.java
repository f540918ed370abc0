package org.waybill.queue;

/** The broker cannot be reached, or did not take a message. */
public class BrokerAway extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public BrokerAway(Exception cause) {
    super(cause.getMessage(), cause);
  }
}
