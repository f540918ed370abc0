package org.waybill.release;

/** A task was not taken in, and nothing was stored. */
public record TaskRefused(String queue, Reason reason) {

  /** Why. */
  public enum Reason {
    /** Too many waited. */
    WAITING,
    /** More came than a rate allows. */
    RATE
  }

  static TaskRefused of(String queue, QueueFull refusal) {
    return new TaskRefused(queue, refusal.isTooOften() ? Reason.RATE : Reason.WAITING);
  }
}
