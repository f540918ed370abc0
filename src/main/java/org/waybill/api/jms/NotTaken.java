package org.waybill.api.jms;

/** The message could not be taken now: the broker shall give it again. */
public class NotTaken extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NotTaken(Exception cause) {
    super(cause.getMessage(), cause, false, false);
  }
}
