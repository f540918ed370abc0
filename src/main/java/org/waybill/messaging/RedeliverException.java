package org.waybill.messaging;

import jakarta.ejb.ApplicationException;

/**
 * Requests redelivery of a message that cannot be processed now. It is an application exception
 * because servers would otherwise log a stack trace each time and discard the bean.
 */
@ApplicationException
public class RedeliverException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public RedeliverException(Throwable cause) {
    super(cause.getMessage(), cause, false, false);
  }
}
