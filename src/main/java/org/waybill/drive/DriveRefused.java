package org.waybill.drive;

/** A server does not take a result, however often it is tried. */
public class DriveRefused extends Exception {

  /** The code with which a task fails. */
  public static final String REASON = "store_refused";

  private static final long serialVersionUID = 1L;

  DriveRefused(String message) {
    super(message);
  }
}
