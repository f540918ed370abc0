package org.waybill.messaging;

import jakarta.ejb.ApplicationException;

/**
 * A message cannot be taken now: the broker shall give it again. An application exception, or
 * servers would log a stack each time and throw the bean away.
 */
@ApplicationException
public class RedeliverException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public RedeliverException(Throwable cause) {
    super(cause.getMessage(), cause, false, false);
  }
}
