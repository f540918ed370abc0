package org.waybill.task;

/** A child that must not begin: its parent was cancelled, or is gone. */
public class ParentEnded extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ParentEnded(String message) {
    super(message, null, false, false);
  }
}
