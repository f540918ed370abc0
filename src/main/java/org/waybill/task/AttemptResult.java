package org.waybill.task;

import java.time.Duration;
import org.waybill.handler.Question;

/**
 * How an attempt ended; written once, guarded by the attempt number.
 *
 * @param claim the attempt
 * @param to the resulting status
 * @param kind the event to publish
 * @param delay until the task runs again if {@code to} is QUEUED and it waits for its time; until
 *     the question expires if {@code to} is INPUT_REQUIRED; null for none
 * @param failed whether it counts as a failed attempt
 * @param output JSON text, or null
 * @param error what went wrong, or null
 * @param reason the code of what went wrong, or null
 * @param question the question (JSON text) if {@code to} is INPUT_REQUIRED
 * @param partial the partial output so far, or null
 * @param data data of the event: JSON object text, or null
 */
public record AttemptResult(
    Claim claim,
    TaskStatus to,
    EventKind kind,
    Duration time,
    boolean failed,
    String output,
    String error,
    String reason,
    String question,
    String partial,
    String data) {

  public static AttemptResult completed(Claim claim, String output, String partial) {
    return new AttemptResult(
        claim,
        TaskStatus.COMPLETED,
        EventKind.COMPLETED,
        null,
        false,
        output,
        null,
        null,
        null,
        partial,
        null);
  }

  public static AttemptResult failed(Claim claim, String error, String partial) {
    return failed(claim, Reason.HANDLER_ERROR.label(), error, partial);
  }

  public static AttemptResult failed(Claim claim, String reason, String error, String partial) {
    return new AttemptResult(
        claim,
        TaskStatus.FAILED,
        EventKind.FAILED,
        null,
        true,
        null,
        error,
        reason,
        null,
        partial,
        TaskEventPublisher.error(reason, error));
  }

  public static AttemptResult cancelled(Claim claim, String partial) {
    return new AttemptResult(
        claim,
        TaskStatus.CANCELLED,
        EventKind.CANCELLED,
        null,
        false,
        null,
        "cancelled",
        Reason.CANCELLED.label(),
        null,
        partial,
        TaskEventPublisher.error(Reason.CANCELLED, "cancelled"));
  }

  public static AttemptResult retry(Claim claim, Duration delay, String error, String partial) {
    return retry(claim, delay, Reason.HANDLER_ERROR.label(), error, partial);
  }

  public static AttemptResult retry(
      Claim claim, Duration delay, String reason, String error, String partial) {
    String data = TaskEventPublisher.delayed(reason, error, delay);
    return again(claim, EventKind.RETRYING, delay, true, error, reason, partial, data);
  }

  /** Not the task's fault: it runs again at once, and keeps its tries. */
  public static AttemptResult interrupted(Claim claim, String why) {
    return interrupted(claim, why, Duration.ZERO);
  }

  public static AttemptResult interrupted(Claim claim, String why, Duration delay) {
    String reason = Reason.REQUEUED.label();
    String data = TaskEventPublisher.delayed(reason, why, delay);
    return again(claim, EventKind.RETRYING, delay, false, why, reason, null, data);
  }

  /** It wants to run later, and keeps its tries. */
  public static AttemptResult snoozed(Claim claim, Duration delay, String why, String partial) {
    String data = TaskEventPublisher.snoozed(why, delay);
    return again(claim, EventKind.SNOOZED, delay, false, null, null, partial, data);
  }

  /** It runs again when its children have ended, and keeps its tries. */
  public static AttemptResult waiting(Claim claim, String partial) {
    return again(
        claim, EventKind.WAITING, null, false, null, null, partial, "{\"for\":\"children\"}");
  }

  private static AttemptResult again(
      Claim claim,
      EventKind kind,
      Duration delay,
      boolean failed,
      String error,
      String reason,
      String partial,
      String data) {
    return new AttemptResult(
        claim, TaskStatus.QUEUED, kind, delay, failed, null, error, reason, null, partial, data);
  }

  public static AttemptResult inputRequired(Claim claim, Question question, String partial) {
    String text = question.toJson().toString();
    return new AttemptResult(
        claim,
        TaskStatus.INPUT_REQUIRED,
        EventKind.INPUT_REQUIRED,
        question.expiresAfter(),
        false,
        null,
        null,
        null,
        text,
        partial,
        "{\"question\":" + text + "}");
  }

  /** How long its texts without a short limit are together. */
  public long characters() {
    return length(output) + length(partial) + length(question) + length(data);
  }

  private static long length(String text) {
    return text == null ? 0 : text.length();
  }
}
