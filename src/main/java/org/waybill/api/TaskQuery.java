package org.waybill.api;

import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.waybill.owner.Owner;
import org.waybill.security.Caller;
import org.waybill.task.PayloadKind;
import org.waybill.task.TaskFilter;
import org.waybill.task.TaskStatus;

/** The parameters of {@code GET /api/tasks}. */
public class TaskQuery {

  /** What selects tasks, as a parameter of a list or a member of a filter. */
  public static final Set<String> NAMES =
      Set.of(
          "status",
          "type",
          "queue",
          "userId",
          "chatId",
          "workspaceId",
          "tag",
          "correlationId",
          "scheduleId",
          "createdFrom",
          "createdTo",
          "q");

  private static final int LONGEST = 1_000;

  /** Each character of it may be compared with each of what is searched. */
  private static final int LONGEST_TEXT = 200;

  @QueryParam("status")
  private String status;

  @QueryParam("type")
  private String type;

  @QueryParam("queue")
  private String queue;

  @QueryParam("userId")
  private String userId;

  @QueryParam("chatId")
  private String chatId;

  @QueryParam("workspaceId")
  private String workspaceId;

  @QueryParam("tag")
  private String tag;

  @QueryParam("correlationId")
  private String correlationId;

  @QueryParam("scheduleId")
  private String scheduleId;

  @QueryParam("createdFrom")
  private String createdFrom;

  @QueryParam("createdTo")
  private String createdTo;

  @QueryParam("q")
  private String text;

  @QueryParam("include")
  private String include;

  @QueryParam("limit")
  private String limit;

  @QueryParam("cursor")
  private String cursor;

  /** The same names as members of a JSON object; others are refused. */
  public static TaskQuery of(RequestBody body) {
    body.allowOnly(NAMES, "filter");
    TaskQuery query = new TaskQuery();
    query.status = body.text("status", LONGEST);
    query.type = body.text("type", LONGEST);
    query.queue = body.text("queue", LONGEST);
    query.userId = body.text("userId", LONGEST);
    query.chatId = body.text("chatId", LONGEST);
    query.workspaceId = body.text("workspaceId", LONGEST);
    query.tag = body.text("tag", LONGEST);
    query.correlationId = body.text("correlationId", LONGEST);
    query.scheduleId = body.text("scheduleId", LONGEST);
    query.createdFrom = body.text("createdFrom", LONGEST);
    query.createdTo = body.text("createdTo", LONGEST);
    query.text = body.text("q", LONGEST);
    return query;
  }

  /** For lists of one state only: another one that is asked for must not count as none. */
  public TaskQuery withoutStatus() {
    if (status != null) {
      throw RequestBody.wrong(
          "status",
          "is '" + status + "'",
          "no status filter, because dead letters have always failed");
    }
    return this;
  }

  /**
   * The tasks that a caller selects for a change: never more than intended.
   *
   * @param all whether all tasks were selected explicitly
   * @throws Problem 400 if there is no filter and {@code all} is false; 404 for another user's
   *     tasks
   */
  public TaskFilter selection(Caller caller, boolean all) {
    if (userId != null && !caller.maySee(caller.tenant(), userId)) {
      throw Problem.notFound("user " + userId);
    }
    TaskFilter filter = filter(caller);
    boolean empty =
        Stream.of(
                filter.statuses(),
                type,
                queue,
                userId,
                chatId,
                workspaceId,
                tag,
                correlationId,
                scheduleId,
                createdFrom,
                createdTo,
                text)
            .allMatch(Objects::isNull);
    if (empty && !all) {
      throw RequestBody.wrong(
          "filter", "selects no particular tasks", "at least one condition, or all=true");
    }
    return filter;
  }

  /** Which inputs and outputs the list is to show. */
  public Set<PayloadKind> include() {
    return TaskPages.include(include);
  }

  public Integer limit() {
    // As text: an error of a number here would be logged by the server, with pages of its own.
    return WholeNumbers.read("limit", limit);
  }

  /** What this caller may see of what was asked for: operators see all of their tenant. */
  public TaskFilter filter(Caller caller) {
    if (userId != null && !caller.isOperator() && !userId.equals(caller.userId())) {
      // As everywhere, the error does not reveal whether it is absent or another user's.
      throw Problem.notFound("user " + userId);
    }
    String whose = caller.isOperator() ? userId : caller.userId();
    return new TaskFilter(
        new Owner(caller.tenant(), whose),
        statuses(status),
        new TaskFilter.Work(type, queue),
        new TaskFilter.Labels(chatId, workspaceId, tag, correlationId, scheduleId),
        new TaskFilter.Created(time("createdFrom", createdFrom), time("createdTo", createdTo)),
        shortText(text),
        Page.cursor(cursor));
  }

  private static String shortText(String text) {
    if (text != null && text.length() > LONGEST_TEXT) {
      throw RequestBody.wrong(
          "q", "has " + text.length() + " characters", "at most " + LONGEST_TEXT);
    }
    return text;
  }

  /**
   * One status or several, separated by commas; {@code active} stands for all that have not ended.
   */
  public static Set<TaskStatus> statuses(String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    Set<TaskStatus> statuses = EnumSet.noneOf(TaskStatus.class);
    for (String label : text.split(",", -1)) {
      statuses.addAll(statusesOf(label.strip()));
    }
    return statuses;
  }

  private static Set<TaskStatus> statusesOf(String label) {
    Set<TaskStatus> statuses =
        Arrays.stream(TaskStatus.values())
            .filter(s -> label.equals("active") ? !s.isFinal() : s.label().equals(label))
            .collect(Collectors.toSet());
    if (statuses.isEmpty()) {
      String labels =
          Arrays.stream(TaskStatus.values())
              .map(TaskStatus::label)
              .collect(Collectors.joining(", "));
      throw RequestBody.wrong("status", "is '" + label + "'", "active, " + labels);
    }
    return statuses;
  }

  private static Instant time(String name, String text) {
    return FieldText.time(name, text);
  }
}
