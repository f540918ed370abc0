package org.waybill.task;

import java.util.Locale;

/**
 * Why a task failed, was cancelled or is retried: stable codes, independent of the error text.
 * Handlers may define codes of their own.
 */
public enum Reason {
  TIMED_OUT,
  CANCELLED,
  /** Its worker was lost: frozen, cut off, or gone. It runs again. */
  WORKER_LOST,
  /** Its worker ended in order, or another task of its message was slow. It runs again. */
  REQUEUED,
  /** The process of its worker crashed too often while it was running. */
  CRASH_LIMIT,
  NOT_STARTED_IN_TIME,
  /** A task it depends on did not succeed. */
  DEPENDENCY_FAILED,
  /** Its question was not answered in time. */
  APPROVAL_EXPIRED,
  INVALID_INPUT,
  INVALID_OUTPUT,
  HANDLER_ERROR;

  /**
   * SQL: codes of what fails because something is not configured or connected. Nobody has to look
   * at these, and to run them again would not help.
   */
  static final String NO_DEAD_LETTERS = "'needs_model', 'needs_transcriber', 'needs_account'";

  /** As stored and shown: lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** SQL: the label as a literal. */
  String sql() {
    return "'" + label() + "'";
  }
}
