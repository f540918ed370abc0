package org.waybill.handler;

/**
 * Thrown by the work of an {@link TaskContext#effect effect} that failed before anything happened
 * outside, for instance because the connection was refused: a later attempt may run it again.
 */
public class NothingDone extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * @param message for users; names no class
   */
  public NothingDone(String message, Throwable cause) {
    super(message, cause);
  }
}
