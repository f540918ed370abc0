package org.waybill.task;

/** A child cannot start because its parent was cancelled or deleted. */
public class ParentEnded extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ParentEnded(String message) {
    super(message, null, false, false);
  }
}
