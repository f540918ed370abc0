package org.waybill.reply;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.messaging.ReplyTo;
import org.waybill.sql.ArrayParameter;
import org.waybill.sql.Sql;
import org.waybill.task.PayloadStore;

/** The replies that were asked for, as rows. */
@ApplicationScoped
public class ReplyStore {

  private static final int MOST_AT_ONCE = 100;
  private static final int MOST_TRIES = 10;

  private static final String EXPECT =
      """
      insert into reply (id, about, destination, kind, correlation_id, body)
      values (gen_random_uuid(), ?, ?, ?, ?, ?) on conflict do nothing
      """;

  /** Reserved for some seconds: if the node dies, another one takes over. */
  private static final String TAKE =
      """
      with due as (
        select r.id, t.type, t.status, %s as output, t.error
        from reply r left join task t on t.id = r.about
        where r.sent_at is null and r.given_up_at is null and r.next_try_at <= now()
          and (r.body is not null or t.status in ('completed', 'failed', 'cancelled')) %s
        order by r.next_try_at limit ? for update of r skip locked
      )
      update reply r set next_try_at = now() + interval '15 seconds'
      from due d where r.id = d.id
      returning r.id, r.about, r.destination, r.kind, r.correlation_id, r.body,
        d.type, d.status, d.output, d.error as task_error
      """;

  private static final String OUTPUT = PayloadStore.outputOf("t");
  private static final String TAKE_ANY = TAKE.formatted(OUTPUT, "");
  private static final String TAKE_ABOUT = TAKE.formatted(OUTPUT, "and r.about = any(?::uuid[])");

  private static final String PUT_OFF =
      """
      update reply set tries = tries + 1, error = ?,
        next_try_at = now() + least(power(2, tries + 1), 300) * interval '1 second',
        given_up_at = case when tries + 1 >= ? then now() end
      where id = ? and sent_at is null
      returning given_up_at is not null as given_up
      """;

  private static final String CLEAR_CLOSED =
      """
      delete from reply where id in (
        select id from reply where (sent_at is not null or given_up_at is not null)
          and created_at < now() - interval '31 days'
        limit 1000)
      """;

  /** The task was never accepted, or is deleted. */
  private static final String CLEAR_ORPHANS =
      """
      delete from reply r where r.sent_at is null and r.given_up_at is null and r.body is null
        and r.created_at < now() - interval '1 hour'
        and not exists (select 1 from task t where t.id = r.about)
      """;

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  @Inject @Any private Instance<ReplyFormat> forms;

  /** Notes that somebody waits for the end of this task; once for the same request. */
  public void expect(UUID task, ReplyTo to, String correlationId) {
    Sql.update(durable, EXPECT, task, to.name(), to.kind().label(), correlationId, null);
  }

  /** Nobody waits for this task: it was not accepted. */
  public void forget(UUID task) {
    Sql.update(durable, "delete from reply where about = ? and sent_at is null", task);
  }

  /** Answers a request that became no task, but this invalid message. */
  public void answer(UUID message, ReplyTo to, String correlationId, String json) {
    Sql.update(durable, EXPECT, message, to.name(), to.kind().label(), correlationId, json);
  }

  /** Takes replies that are due, so that no other node sends them for now. */
  List<Reply> take() {
    return Sql.query(durable, row -> Reply.of(row, forms), TAKE_ANY, MOST_AT_ONCE);
  }

  /** Takes those about these. */
  List<Reply> take(Collection<UUID> subjects) {
    return Sql.query(
        durable,
        row -> Reply.of(row, forms),
        TAKE_ABOUT,
        ArrayParameter.uuids(subjects, id -> id),
        MOST_AT_ONCE);
  }

  void sent(Reply reply) {
    Sql.update(durable, "update reply set sent_at = now() where id = ?", reply.id());
  }

  /** The broker was away: it is due again soon. */
  void giveBack(Collection<Reply> replies) {
    Sql.update(
        durable,
        "update reply set next_try_at = now() + interval '2 seconds'"
            + " where id = any(?::uuid[]) and sent_at is null",
        ArrayParameter.uuids(replies, Reply::id));
  }

  /** The broker refused it; answers whether that was the last try. */
  boolean putOff(Reply reply, String error) {
    return Sql.query(
            durable, row -> row.getBoolean("given_up"), PUT_OFF, error, MOST_TRIES, reply.id())
        .contains(true);
  }

  /** Deletes what nobody will ask for any more. */
  void clear() {
    Sql.update(durable, CLEAR_CLOSED);
    Sql.update(durable, CLEAR_ORPHANS);
  }
}
