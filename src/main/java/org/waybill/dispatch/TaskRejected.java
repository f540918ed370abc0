package org.waybill.dispatch;

/** A task was rejected; nothing was stored. */
public record TaskRejected(String queue, Reason reason) {

  /** Why. */
  public enum Reason {
    /** Too many waited. */
    WAITING,
    /** One user or tenant has as much as may be of one. */
    LIMIT,
    /** More came than a rate allows. */
    RATE
  }

  static TaskRejected of(String queue, SubmissionRejected refusal) {
    Reason reason = refusal.excess().isPresent() ? Reason.LIMIT : Reason.WAITING;
    return new TaskRejected(queue, refusal.isTooOften() ? Reason.RATE : reason);
  }
}
