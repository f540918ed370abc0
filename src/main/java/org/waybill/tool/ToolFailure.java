package org.waybill.tool;

import java.time.Duration;

/** A call that could not be done. The message is for users and models and names no class. */
public class ToolFailure extends Exception {

  private static final long serialVersionUID = 1L;

  private final String code;
  private final boolean isPassing;
  private final transient Duration after;

  private ToolFailure(
      String code, String message, boolean isPassing, Duration after, Throwable cause) {
    super(message, cause);
    this.code = code;
    this.isPassing = isPassing;
    this.after = after;
  }

  /**
   * One that another try would not help.
   *
   * @param code for programs: lower-case letters, digits and underscores
   */
  public static ToolFailure forGood(String code, String message) {
    return new ToolFailure(code, message, false, null, null);
  }

  /**
   * One that may be gone later.
   *
   * @param after when to try again, or null
   */
  public static ToolFailure forNow(String code, String message, Duration after, Throwable cause) {
    return new ToolFailure(code, message, true, after, cause);
  }

  /** For programs. */
  public String code() {
    return code;
  }

  /** Whether a later try may succeed. */
  public boolean isPassing() {
    return isPassing;
  }

  /** When to try again, or null. */
  public Duration after() {
    return after;
  }
}
