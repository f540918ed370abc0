package org.waybill.task;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A filter for lists of tasks; null members do not filter.
 *
 * @param tenant never null: every query is limited to a tenant
 * @param userId owner of the tasks; null for the whole tenant
 * @param before only tasks older than this one: the cursor
 * @param text text that occurs in input, output or error, ignoring case
 */
public record TaskFilter(
    String tenant,
    String userId,
    Set<TaskStatus> statuses,
    String type,
    String queue,
    String chatId,
    String workspaceId,
    String tag,
    String correlationId,
    String scheduleId,
    Instant createdFrom,
    Instant createdTo,
    String text,
    UUID before) {

  /** Every task of a user. */
  public static TaskFilter ofUser(String tenant, String userId) {
    return new TaskFilter(
        tenant, userId, null, null, null, null, null, null, null, null, null, null, null, null);
  }

  /** The same in one queue only. */
  public TaskFilter inQueue(String label) {
    return with(label, statuses, before);
  }

  /** The same in these states only. */
  public TaskFilter in(Set<TaskStatus> wanted, UUID cursor) {
    return with(queue, wanted, cursor);
  }

  private TaskFilter with(String label, Set<TaskStatus> wanted, UUID cursor) {
    return new TaskFilter(
        tenant,
        userId,
        wanted,
        type,
        label,
        chatId,
        workspaceId,
        tag,
        correlationId,
        scheduleId,
        createdFrom,
        createdTo,
        text,
        cursor);
  }
}
