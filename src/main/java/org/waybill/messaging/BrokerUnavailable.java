package org.waybill.messaging;

/** The broker cannot be reached, or did not accept a message. */
public class BrokerUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public BrokerUnavailable(Exception cause) {
    super(cause.getMessage(), cause);
  }
}
