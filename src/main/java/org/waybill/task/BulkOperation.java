package org.waybill.task;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.waybill.config.Settings;
import org.waybill.json.JsonObjectWriter;
import org.waybill.owner.Owner;
import org.waybill.type.KnownTypes;

/**
 * One operation on all tasks that match a filter: the input of a {@code bulk_operation} task.
 *
 * @param filter its owner is set when the operation is submitted, not when it runs
 */
public record BulkOperation(Action action, TaskFilter filter) {

  /** There may be a million tasks to check. */
  private static final Duration TIMEOUT = Duration.ofDays(1);

  /** What is to be done. */
  public enum Action {
    CANCEL,
    RETRY,
    DELETE,
    /** Dead letters only: replay. */
    REPLAY,
    /** Of dead letters: dismiss. */
    CLEAR;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Action> of(String label) {
      return Arrays.stream(values()).filter(a -> a.label().equals(label)).findFirst();
    }

    /** Whether it is done to dead letters only. */
    public boolean isOfDeadLetters() {
      return this == REPLAY || this == CLEAR;
    }
  }

  /** The task that carries it out, for this user of the filter's tenant. */
  public NewTask toTask(String userId, Settings settings) {
    return NewTaskBuilder.of(KnownTypes.BULK_OPERATION, filter.owner().tenant(), userId, settings)
        .timeout(TIMEOUT)
        .input(toInput())
        .build();
  }

  private String toInput() {
    CharSequence members =
        new JsonObjectWriter(new StringBuilder())
            .text("userId", filter.owner().userId())
            .text("status", labels(filter.statuses()))
            .text("type", filter.work().type())
            .text("queue", filter.work().queue())
            .text("chatId", filter.labels().chatId())
            .text("workspaceId", filter.labels().workspaceId())
            .text("tag", filter.labels().tag())
            .text("correlationId", filter.labels().correlationId())
            .text("scheduleId", filter.labels().scheduleId())
            .text("createdFrom", filter.created().from())
            .text("createdTo", filter.created().to())
            .text("q", filter.text())
            .end();
    return new JsonObjectWriter(new StringBuilder())
        .text("action", action.label())
        .json("filter", members)
        .end()
        .toString();
  }

  /**
   * Reads what {@link #toTask} wrote.
   *
   * @param before only tasks with smaller ids: those that were there before the order
   */
  public static BulkOperation read(JsonObject input, String tenant, UUID before) {
    JsonObject filter = input.getJsonObject("filter");
    return new BulkOperation(
        Action.of(input.getString("action")).orElseThrow(),
        new TaskFilter(
            new Owner(tenant, filter.getString("userId", null)),
            statuses(filter.getString("status", null)),
            new TaskFilter.Work(filter.getString("type", null), filter.getString("queue", null)),
            new TaskFilter.Labels(
                filter.getString("chatId", null),
                filter.getString("workspaceId", null),
                filter.getString("tag", null),
                filter.getString("correlationId", null),
                filter.getString("scheduleId", null)),
            new TaskFilter.Created(
                time(filter.getString("createdFrom", null)),
                time(filter.getString("createdTo", null))),
            filter.getString("q", null),
            before));
  }

  private static String labels(Set<TaskStatus> statuses) {
    return statuses == null
        ? null
        : statuses.stream().map(TaskStatus::label).sorted().collect(Collectors.joining(","));
  }

  private static Set<TaskStatus> statuses(String labels) {
    return labels == null
        ? null
        : Arrays.stream(labels.split(",", -1)).map(TaskStatus::of).collect(Collectors.toSet());
  }

  private static Instant time(String text) {
    return text == null ? null : Instant.parse(text);
  }
}
