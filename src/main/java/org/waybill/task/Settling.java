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
import org.waybill.json.Json;
import org.waybill.sql.Column;
import org.waybill.sql.Sql;

/** Writes how attempts ended; an attempt that was overtaken changes nothing. */
@ApplicationScoped
public class Settling {

  private static final String SETTLE =
      """
      with ended as (
        select * from unnest(?::uuid[], ?::int[], ?::text[], ?::int8[], ?::bool[], ?::text[],
          ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
          as g(id, attempt, status, delay_ms, failed, output, error, question, partial, kind, data)
      ), settled as (
        update task t set
          status = e.status,
          waits = case when e.status = 'queued' then 'retry' end,
          due_at = case when e.status = 'queued'
            then now() + e.delay_ms * interval '1 millisecond' end,
          released_at = null,
          worker = null,
          failures = t.failures + e.failed::int,
          progress = case when e.status = 'completed' then 100 else t.progress end,
          output = e.output,
          error = e.error,
          question = e.question,
          partial = e.partial,
          cancel_requested = t.cancel_requested and e.status = 'queued',
          finished_at = case when e.status in ('completed', 'failed', 'cancelled') then now() end,
          event_seq = t.event_seq + 1
        from ended e
        where t.id = e.id and t.attempt = e.attempt and t.status || '' = 'processing'
        returning t.id, t.event_seq, t.followed, e.kind, e.attempt, e.data
      ), told as (
        insert into task_event (task_id, seq, kind, at, attempt, data)
        select id, event_seq, kind, now(), attempt, data from settled
      )
      select id, event_seq, followed, now() as at from settled
      """;

  private static final String SETTLE_MESSAGE =
      """
      update message set status = ?, content = ? where task_id = ? and role = 'assistant'
      """;

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  @Inject private Facts facts;

  private record Stamp(int seq, boolean followed, Instant at) {}

  /**
   * Writes these endings.
   *
   * @return for each, in the order given: whether it was written; false means the attempt had been
   *     overtaken (fenced)
   */
  public List<Boolean> settle(List<Settlement> settlements) {
    boolean withMessages = settlements.stream().anyMatch(s -> s.claim().task().chatId() != null);
    Map<UUID, Stamp> stamps =
        withMessages
            ? Sql.inTransaction(durable, c -> settleWithMessages(c, settlements))
            : Sql.with(durable, c -> settleTasks(c, settlements));
    List<Boolean> written = new ArrayList<>(settlements.size());
    for (Settlement settlement : settlements) {
      Stamp stamp = stamps.remove(settlement.claim().task().id());
      written.add(stamp != null);
      if (stamp != null) {
        facts.tell(new Changed(event(settlement, stamp), stamp.followed()));
      }
    }
    return written;
  }

  private static TaskEvent event(Settlement settlement, Stamp stamp) {
    Claim claim = settlement.claim();
    return new TaskEvent(
        claim.task(), stamp.seq(), kind(settlement), stamp.at(), claim.attempt(), data(settlement));
  }

  private static EventKind kind(Settlement settlement) {
    return EventKind.reaching(settlement.to());
  }

  private static String data(Settlement settlement) {
    return switch (settlement.to()) {
      case COMPLETED -> null;
      case FAILED, CANCELLED -> Json.object("error", settlement.error());
      case QUEUED ->
          "{\"error\":%s,\"delayMs\":%d}"
              .formatted(Json.quote(settlement.error()), settlement.delay().toMillis());
      case INPUT_REQUIRED -> Json.object("question", settlement.question());
      case PROCESSING -> throw new IllegalArgumentException("an attempt cannot end as processing");
    };
  }

  private static Map<UUID, Stamp> settleWithMessages(
      Connection connection, List<Settlement> settlements) throws SQLException {
    Map<UUID, Stamp> stamps = settleTasks(connection, settlements);
    for (Settlement settlement : settlements) {
      TaskKey task = settlement.claim().task();
      if (task.chatId() != null && stamps.containsKey(task.id())) {
        Sql.update(
            connection,
            SETTLE_MESSAGE,
            messageStatus(settlement.to()).label(),
            messageContent(settlement),
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

  private static String messageContent(Settlement settlement) {
    boolean startsAnew = settlement.to() == TaskStatus.QUEUED || settlement.partial() == null;
    return startsAnew ? "" : settlement.partial();
  }

  private static Map<UUID, Stamp> settleTasks(Connection connection, List<Settlement> ended)
      throws SQLException {
    Map<UUID, Stamp> stamps = new HashMap<>();
    Sql.query(
        connection,
        row ->
            stamps.put(
                row.getObject("id", UUID.class),
                new Stamp(
                    row.getInt("event_seq"), row.getBoolean("followed"), Sql.instant(row, "at"))),
        SETTLE,
        Column.uuids(ended, s -> s.claim().task().id()),
        Column.ints(ended, s -> s.claim().attempt()),
        Column.texts(ended, s -> s.to().label()),
        Column.longs(ended, s -> s.delay().toMillis()),
        Column.flags(ended, Settlement::failed),
        Column.texts(ended, Settlement::output),
        Column.texts(ended, Settlement::error),
        Column.texts(ended, Settlement::question),
        Column.texts(ended, s -> s.to() == TaskStatus.COMPLETED ? null : s.partial()),
        Column.texts(ended, s -> kind(s).label()),
        Column.texts(ended, Settling::data));
    return stamps;
  }
}
