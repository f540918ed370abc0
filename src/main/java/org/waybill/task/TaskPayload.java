package org.waybill.task;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** The input or output of a task, or both, as far as they are too large for its row. */
@Entity
@Table(name = "task_payload")
public class TaskPayload {

  @Id
  @Column(name = "task_id")
  private UUID taskId;

  private String input;
  private String output;

  protected TaskPayload() {}

  public UUID taskId() {
    return taskId;
  }

  /** JSON text; null if it is stored in the row. */
  public String input() {
    return input;
  }

  /** JSON text; null if there is none, or if it is stored in the row. */
  public String output() {
    return output;
  }
}
