package org.waybill.schedule;

/** The owner of a schedule could not hand over its task himself any more. */
public class OwnerGone extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public OwnerGone(String message) {
    super(message, null, false, false);
  }
}
