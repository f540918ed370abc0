package org.waybill.task;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.sql.ArrayParameter;
import org.waybill.sql.Sql;

/** Writes the results of attempts. A superseded attempt changes nothing. */
@ApplicationScoped
public class AttemptCompleter {

  private static final String SETTLE =
      """
      with ended as (
        select g.*, now() + g.time_ms * interval '1 millisecond' as time
        from unnest(?::uuid[], ?::uuid[], ?::int[], ?::text[], ?::int8[], ?::bool[], ?::text[],
          ?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
          as g(id, worker, attempt, status, time_ms, failed, output, output_bytes, error, reason,
            question, partial, kind, data)
      ), settled as (
        update task t set
          status = e.status,
          waits = case when e.kind = 'waiting' then 'dependencies'
            when e.status = 'queued' then 'retry' end,
          due_at = case when e.status = 'queued' then e.time end,
          released_at = null,
          worker = null,
          failures = t.failures + e.failed::int,
          progress = case when e.status = 'completed' then 100 else t.progress end,
          output = e.output,
          output_bytes = e.output_bytes,
          error = e.error,
          reason = e.reason,
          dismissed_at = case when e.reason in (%s) then now() else t.dismissed_at end,
          question = e.question,
          question_expires_at = case when e.status = 'input_required' then e.time end,
          partial = e.partial,
          cancel_requested = t.cancel_requested and e.status in ('queued', 'input_required'),
          finished_at = case when e.status in ('completed', 'failed', 'cancelled') then now() end,
          event_seq = t.event_seq + 1
        from ended e
        where t.id = e.id and t.attempt = e.attempt and t.worker = e.worker
          and t.status || '' = 'processing'
        returning t.id, t.event_seq, t.followed, t.cancel_requested, e.kind, e.attempt,
          case when t.question_expires_at is null then e.data
            else jsonb_set(e.data::jsonb, '{question,expiresAt}', to_jsonb(%s))::text end as data
      ), logged as (
        insert into task_event (task_id, seq, kind, at, attempt, data)
        select id, event_seq, kind, now(), attempt, data from settled
      )
      select id, event_seq, followed, cancel_requested, now() as at,
        case kind when 'input_required' then data end as asked
      from settled
      """
          .formatted(Reason.NO_DEAD_LETTERS, TaskEventPublisher.timeText("t.question_expires_at"));

  private static final String SETTLE_MESSAGE =
      """
      update message set status = ?, content = ? where task_id = ? and role = 'assistant'
      """;

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  @Inject private TaskEventPublisher taskEventPublisher;

  @Inject private TaskCommands taskCommands;

  /**
   * @param late whether it was asked to be cancelled, and does not end with this attempt
   * @param asked the event's data of a question, which names the time when it expires
   */
  private record Stamp(int seq, boolean followed, boolean late, Instant at, String asked) {}

  /**
   * Writes these endings.
   *
   * @return for each, in the order given: whether it was written; false means the attempt had been
   *     overtaken (fenced)
   */
  public List<Boolean> settle(List<AttemptResult> settlements) {
    Map<UUID, Stamp> stamps =
        settlements.stream().allMatch(AttemptCompleter::isPlain)
            ? Sql.with(durable, c -> settleTasks(c, settlements))
            : Sql.inTransaction(durable, c -> settleAll(c, settlements));
    List<Boolean> written = new ArrayList<>(settlements.size());
    for (AttemptResult attemptResult : settlements) {
      Stamp stamp = stamps.remove(attemptResult.claim().task().id());
      written.add(stamp != null);
      if (stamp != null) {
        taskEventPublisher.publish(new Transition(event(attemptResult, stamp), stamp.followed()));
        if (stamp.late()) {
          // The handler did not see the request before it asked or waited; cancel now instead of
          // waiting in vain.
          taskCommands.cancel(attemptResult.claim().task().id());
        }
      }
    }
    return written;
  }

  /** Whether its row and its event are all that is to be written of it. */
  private static boolean isPlain(AttemptResult attemptResult) {
    return attemptResult.claim().task().chatId() == null
        && !PayloadStore.isLarge(attemptResult.output());
  }

  private static TaskEvent event(AttemptResult attemptResult, Stamp stamp) {
    Claim claim = attemptResult.claim();
    String data = stamp.asked() == null ? attemptResult.data() : stamp.asked();
    return new TaskEvent(
        claim.task(), stamp.seq(), attemptResult.kind(), stamp.at(), claim.attempt(), data);
  }

  private static Map<UUID, Stamp> settleAll(Connection connection, List<AttemptResult> settlements)
      throws SQLException {
    Map<UUID, Stamp> stamps = settleTasks(connection, settlements);
    List<AttemptResult> written =
        settlements.stream().filter(s -> stamps.containsKey(s.claim().task().id())).toList();
    PayloadStore.storeOutputs(connection, written);
    for (AttemptResult attemptResult : written) {
      TaskRef task = attemptResult.claim().task();
      if (task.chatId() != null) {
        Sql.update(
            connection,
            SETTLE_MESSAGE,
            messageStatus(attemptResult.to()).label(),
            messageContent(attemptResult),
            task.id());
      }
    }
    return stamps;
  }

  private static MessageStatus messageStatus(TaskStatus status) {
    return switch (status) {
      case QUEUED -> MessageStatus.PENDING;
      case PROCESSING, INPUT_REQUIRED -> MessageStatus.STREAMING;
      case COMPLETED -> MessageStatus.COMPLETED;
      case FAILED, CANCELLED -> MessageStatus.FAILED;
    };
  }

  private static String messageContent(AttemptResult attemptResult) {
    boolean startsAnew = attemptResult.to() == TaskStatus.QUEUED || attemptResult.partial() == null;
    return startsAnew ? "" : attemptResult.partial();
  }

  private static Map<UUID, Stamp> settleTasks(
      Connection connection, List<AttemptResult> settlements) throws SQLException {
    return LostClaims.write(
        connection,
        settlements,
        AttemptResult::claim,
        each -> each.claim().task().id(),
        AttemptCompleter::settleClaimed);
  }

  private static Map<UUID, Stamp> settleClaimed(
      Connection connection, List<AttemptResult> settlements) throws SQLException {
    // Rows are locked in the order of their ids, here as everywhere.
    List<AttemptResult> ended =
        settlements.stream().sorted(Comparator.comparing(s -> s.claim().task().id())).toList();
    Map<UUID, Stamp> stamps = new HashMap<>();
    Sql.query(
        connection,
        row ->
            stamps.put(
                row.getObject("id", UUID.class),
                new Stamp(
                    row.getInt("event_seq"),
                    row.getBoolean("followed"),
                    row.getBoolean("cancel_requested"),
                    Sql.instant(row, "at"),
                    row.getString("asked"))),
        SETTLE,
        ArrayParameter.uuids(ended, s -> s.claim().task().id()),
        ArrayParameter.uuids(ended, s -> s.claim().worker()),
        ArrayParameter.ints(ended, s -> s.claim().attempt()),
        ArrayParameter.texts(ended, s -> s.to().label()),
        ArrayParameter.longs(ended, s -> s.time() == null ? null : s.time().toMillis()),
        ArrayParameter.flags(ended, AttemptResult::failed),
        ArrayParameter.texts(ended, s -> PayloadStore.inRow(s.output())),
        ArrayParameter.ints(ended, s -> PayloadStore.bytesIfLarge(s.output())),
        ArrayParameter.texts(ended, AttemptResult::error),
        ArrayParameter.texts(ended, AttemptResult::reason),
        ArrayParameter.texts(ended, AttemptResult::question),
        ArrayParameter.texts(ended, s -> s.to() == TaskStatus.COMPLETED ? null : s.partial()),
        ArrayParameter.texts(ended, s -> s.kind().label()),
        ArrayParameter.texts(ended, AttemptResult::data));
    return stamps;
  }
}
