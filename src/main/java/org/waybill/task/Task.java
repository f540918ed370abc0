package org.waybill.task;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;

/**
 * One unit of durable work: the row that is the truth, with all that belongs to it. Read through
 * {@link Tasks}; changed only by the guarded statements of this package, so it has no setters.
 */
@Entity
@Table(name = "task")
public class Task extends TaskRow {

  private String input;
  private String partial;
  private String output;

  /** Where a value is stored apart from the row; never written. */
  @Transient private TaskPayload payload;

  protected Task() {}

  /** The task right after it was accepted, without another query. */
  public static Task of(Receipt receipt) {
    Task task = new Task();
    task.accepted(receipt);
    task.input = receipt.task().work().input();
    return task;
  }

  Task with(TaskPayload stored) {
    payload = stored;
    return this;
  }

  /** JSON text. */
  public String input() {
    return hasLargeInput() ? payload.input() : input;
  }

  /** What the running (or last failed) attempt has put out so far, plain text, or null. */
  public String partial() {
    return partial;
  }

  /** JSON text, or null. */
  public String output() {
    return hasLargeOutput() ? payload.output() : output;
  }
}
