package org.waybill.schedule;

/** The owner of a schedule has lost the right to submit its task. */
public class OwnerGone extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public OwnerGone(String message) {
    super(message, null, false, false);
  }
}
