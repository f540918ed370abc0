package org.waybill.messaging;

/** The broker responds, but does not accept a message for this destination. */
public class Undeliverable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Undeliverable(Exception cause) {
    super(cause.getMessage(), cause);
  }
}
