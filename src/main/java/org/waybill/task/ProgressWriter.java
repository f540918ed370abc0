package org.waybill.task;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.sql.ArrayParameter;
import org.waybill.sql.Sql;

/**
 * Writes progress and partial output of running attempts: in batches, with asynchronous commit,
 * guarded by the attempt number.
 */
@ApplicationScoped
public class ProgressWriter {

  /** The row's reply to the attempt that reported. */
  public enum Reply {
    GO_ON,
    CANCEL,
    /** Another attempt, or the end of the task, has overtaken this one. */
    FENCED
  }

  private static final String REPORT =
      """
      with reports as (
        select * from unnest(?::uuid[], ?::uuid[], ?::int[], ?::int[], ?::text[], ?::text[], ?::int[])
          as g(id, worker, attempt, progress, progress_text, partial, events)
      )
      update task t set
        progress = coalesce(r.progress, t.progress),
        progress_text = coalesce(r.progress_text, t.progress_text),
        partial = coalesce(r.partial, t.partial),
        event_seq = t.event_seq + r.events
      from reports r
      where t.id = r.id and t.attempt = r.attempt and t.worker = r.worker
        and t.status || '' = 'processing'
      returning t.id, t.event_seq, t.cancel_requested, now() as at
      """;

  private static final String EVENTS =
      """
      insert into task_event (task_id, seq, kind, at, attempt, data)
      select * from unnest(?::uuid[], ?::int[], ?::text[], ?::timestamptz[], ?::int[], ?::text[])
      """;

  private static final String STREAM_MESSAGES =
      """
      update message m set status = 'streaming', content = r.content
      from unnest(?::uuid[], ?::text[]) as r(task, content)
      where m.task_id = r.task and m.role = 'assistant'
      """;

  @Resource(name = "jdbc/waybillRelaxed")
  private DataSource relaxed;

  @Inject private TaskEventPublisher taskEventPublisher;

  private record Stamp(int lastSeq, boolean cancel, Instant at) {}

  /**
   * Writes these reports, at most one per task.
   *
   * @return one reply for each, in the order given
   */
  public List<Reply> report(List<ProgressReport> reports) {
    List<TaskEvent> events = new ArrayList<>();
    Map<UUID, Stamp> stamps = Sql.inTransaction(relaxed, c -> write(c, reports, events));
    taskEventPublisher.publish(events);
    return reports.stream().map(r -> reply(stamps.get(r.claim().task().id()))).toList();
  }

  /** Tasks of this worker for which cancellation was requested on any node. */
  public List<UUID> cancelRequested(UUID worker) {
    return Sql.query(
        relaxed,
        row -> row.getObject("id", UUID.class),
        "select id from task where worker = ? and status = 'processing' and cancel_requested",
        worker);
  }

  private static Reply reply(Stamp stamp) {
    if (stamp == null) {
      return Reply.FENCED;
    }
    return stamp.cancel() ? Reply.CANCEL : Reply.GO_ON;
  }

  private static Map<UUID, Stamp> write(
      Connection connection, List<ProgressReport> reports, List<TaskEvent> events)
      throws SQLException {
    Map<UUID, Stamp> stamps = updateRows(connection, reports);
    List<ProgressReport> written =
        reports.stream().filter(each -> stamps.containsKey(each.claim().task().id())).toList();
    for (ProgressReport report : written) {
      events.addAll(numbered(report, stamps.get(report.claim().task().id())));
    }
    streamMessages(connection, written);
    Sql.update(
        connection,
        EVENTS,
        ArrayParameter.uuids(events, e -> e.task().id()),
        ArrayParameter.ints(events, TaskEvent::seq),
        ArrayParameter.texts(events, e -> e.kind().label()),
        ArrayParameter.times(events, TaskEvent::at),
        ArrayParameter.ints(events, TaskEvent::attempt),
        ArrayParameter.texts(events, TaskEvent::data));
    return stamps;
  }

  private static Map<UUID, Stamp> updateRows(Connection connection, List<ProgressReport> reports)
      throws SQLException {
    return LostClaims.write(
        connection,
        reports,
        ProgressReport::claim,
        each -> each.claim().task().id(),
        ProgressWriter::updateClaimed);
  }

  private static Map<UUID, Stamp> updateClaimed(Connection connection, List<ProgressReport> reports)
      throws SQLException {
    Map<UUID, Stamp> stamps = new HashMap<>();
    Sql.query(
        connection,
        row ->
            stamps.put(
                row.getObject("id", UUID.class),
                new Stamp(
                    row.getInt("event_seq"),
                    row.getBoolean("cancel_requested"),
                    Sql.instant(row, "at"))),
        REPORT,
        ArrayParameter.uuids(reports, r -> r.claim().task().id()),
        ArrayParameter.uuids(reports, r -> r.claim().worker()),
        ArrayParameter.ints(reports, r -> r.claim().attempt()),
        ArrayParameter.ints(reports, ProgressReport::percent),
        ArrayParameter.texts(reports, ProgressReport::text),
        ArrayParameter.texts(reports, ProgressReport::partial),
        ArrayParameter.ints(reports, r -> r.events().size()));
    return stamps;
  }

  private static List<TaskEvent> numbered(ProgressReport report, Stamp stamp) {
    List<TaskEvent> events = new ArrayList<>();
    int seq = stamp.lastSeq() - report.events().size();
    for (ProgressReport.Entry entry : report.events()) {
      seq++;
      events.add(
          new TaskEvent(
              report.claim().task(),
              seq,
              entry.kind(),
              stamp.at(),
              report.claim().attempt(),
              entry.data()));
    }
    return events;
  }

  private static void streamMessages(Connection connection, List<ProgressReport> reports)
      throws SQLException {
    List<ProgressReport> answers =
        reports.stream()
            .filter(each -> each.partial() != null && each.claim().task().chatId() != null)
            .toList();
    if (!answers.isEmpty()) {
      Sql.update(
          connection,
          STREAM_MESSAGES,
          ArrayParameter.uuids(answers, each -> each.claim().task().id()),
          ArrayParameter.texts(answers, ProgressReport::partial));
    }
  }
}
