package org.waybill.task;

import java.time.Duration;

/**
 * How an attempt ended, to be written once, guarded by its number.
 *
 * @param claim the attempt
 * @param to the status it leads to
 * @param delay before the next attempt; only where {@code to} is QUEUED
 * @param failed whether it counts as a failed attempt
 * @param output JSON text, or null
 * @param error what went wrong, or null
 * @param question what is asked, where {@code to} is INPUT_REQUIRED
 * @param partial all that was put out so far, or null
 */
public record Settlement(
    Claim claim,
    TaskStatus to,
    Duration delay,
    boolean failed,
    String output,
    String error,
    String question,
    String partial) {

  public static Settlement completed(Claim claim, String output, String partial) {
    return new Settlement(
        claim, TaskStatus.COMPLETED, Duration.ZERO, false, output, null, null, partial);
  }

  public static Settlement failed(Claim claim, String error, String partial) {
    return new Settlement(
        claim, TaskStatus.FAILED, Duration.ZERO, true, null, error, null, partial);
  }

  public static Settlement retry(Claim claim, Duration delay, String error, String partial) {
    return new Settlement(claim, TaskStatus.QUEUED, delay, true, null, error, null, partial);
  }

  public static Settlement cancelled(Claim claim, String partial) {
    return new Settlement(
        claim, TaskStatus.CANCELLED, Duration.ZERO, false, null, "cancelled", null, partial);
  }

  /** Not the task's fault: it runs again at once, and keeps its tries. */
  public static Settlement interrupted(Claim claim, String why) {
    return new Settlement(claim, TaskStatus.QUEUED, Duration.ZERO, false, null, why, null, null);
  }

  public static Settlement inputRequired(Claim claim, String question, String partial) {
    return new Settlement(
        claim, TaskStatus.INPUT_REQUIRED, Duration.ZERO, false, null, null, question, partial);
  }
}
