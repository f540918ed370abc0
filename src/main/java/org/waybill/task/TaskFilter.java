package org.waybill.task;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.waybill.owner.Owner;

/**
 * A filter for lists of tasks; null members do not filter.
 *
 * @param owner its tenant is never null: every query is limited to a tenant
 * @param statuses any of these
 * @param text text that occurs in input, output or error, ignoring case
 * @param before only tasks older than this one: the cursor
 */
public record TaskFilter(
    Owner owner,
    Set<TaskStatus> statuses,
    Work work,
    Labels labels,
    Created created,
    String text,
    UUID before) {

  /** What kind of work it is. */
  public record Work(String type, String queue) {

    public static final Work ANY = new Work(null, null);
  }

  /** What its submitter has written on it. */
  public record Labels(
      String chatId, String workspaceId, String tag, String correlationId, String scheduleId) {

    public static final Labels ANY = new Labels(null, null, null, null, null);
  }

  /** When it was submitted. */
  public record Created(Instant from, Instant to) {

    public static final Created ANY = new Created(null, null);
  }

  /** Every task of an owner. */
  public static TaskFilter of(Owner owner) {
    return new TaskFilter(owner, null, Work.ANY, Labels.ANY, Created.ANY, null, null);
  }

  /** The same of one type only. */
  public TaskFilter ofType(String type) {
    return with(new Work(type, work.queue()));
  }

  /** The same in one queue only. */
  public TaskFilter inQueue(String queue) {
    return with(new Work(work.type(), queue));
  }

  /** The same in these states only, from a cursor on. */
  public TaskFilter in(Set<TaskStatus> wanted, UUID cursor) {
    return new TaskFilter(owner, wanted, work, labels, created, text, cursor);
  }

  /** The same with these labels only. */
  public TaskFilter labelled(Labels wanted) {
    return new TaskFilter(owner, statuses, work, wanted, created, text, before);
  }

  private TaskFilter with(Work wanted) {
    return new TaskFilter(owner, statuses, wanted, labels, created, text, before);
  }
}
