package org.waybill.task;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** A task as lists show it: reading it does not read the large columns of its row. */
@Entity
@Table(name = "task")
public class TaskSummary extends TaskRow {

  protected TaskSummary() {}
}
