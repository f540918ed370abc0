package org.waybill.release;

/** A task was not taken in, and nothing was stored. */
public record TaskRefused(String queue, Reason reason) {

  /** Why. */
  public enum Reason {
    /** Too many waited. */
    WAITING,
    /** One user or tenant has as much as may be of one. */
    LIMIT,
    /** More came than a rate allows. */
    RATE
  }

  static TaskRefused of(String queue, QueueFull refusal) {
    Reason reason = refusal.excess().isPresent() ? Reason.LIMIT : Reason.WAITING;
    return new TaskRefused(queue, refusal.isTooOften() ? Reason.RATE : reason);
  }
}
