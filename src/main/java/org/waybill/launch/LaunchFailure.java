package org.waybill.launch;

/** A start that cannot go on; the message is the one line that tells the operator why. */
class LaunchFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LaunchFailure(String message) {
    super(message);
  }

  LaunchFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
