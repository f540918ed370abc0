package org.waybill.queue;

/** A message cannot be taken now: the broker shall give it again. */
public class RedeliverException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public RedeliverException(Exception cause) {
    super(cause.getMessage(), cause, false, false);
  }
}
