package org.waybill.api.voice;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.waybill.owner.Owner;
import org.waybill.sql.Sql;
import org.waybill.time.Ticker;

/**
 * Statistics of voice messages, counted from their rows. A result is cached ten times as long as it
 * took to compute, so that however often it is requested, it uses a tenth of a connection.
 */
@ApplicationScoped
public class VoiceStatistics {

  private static final int BELIEVED_TIMES = 10;
  private static final int MOST_KNOWN = 1_000;

  /**
   * The figures of a tenant or a user.
   *
   * @param failed including the cancelled ones
   * @param timeouts attempts that ran into their time-out
   * @param seconds how long the completed ones were worked on
   * @param dead failed ones that are still dead letters
   */
  public record Figures(
      long accepted,
      long completed,
      long failed,
      long waiting,
      long timeouts,
      double seconds,
      long dead) {}

  private record Known(Figures figures, long until) {}

  /** The name of the queue is written out, or the planner could not use the queue's own indexes. */
  private static final String COUNT =
      """
      select count(*) as n,
        count(*) filter (where status = 'completed') as completed,
        count(*) filter (where status in ('failed', 'cancelled')) as failed,
        count(*) filter (where status = 'queued') as waiting,
        count(*) filter (where status = 'failed' and dismissed_at is null) as dead,
        coalesce(extract(epoch from sum(finished_at - started_at)
          filter (where status = 'completed')), 0) as seconds,
        (select count(*) from task f join task_event e on e.task_id = f.id
          where f.queue = 'voice_messages' and f.failures > 0 and f.tenant = ?
            and (?::text is null or f.user_id = ?) and e.kind in ('retrying', 'failed')
            and e.data::jsonb ->> 'reason' = 'timed_out') as timeouts
      from task
      where queue = 'voice_messages' and tenant = ? and (?::text is null or user_id = ?)
      """;

  @Resource(name = "jdbc/waybillRelaxed")
  private DataSource relaxed;

  @Inject private Ticker ticker;

  private final Map<Owner, Known> known = new ConcurrentHashMap<>();

  /**
   * Counts.
   *
   * @param userId the owner; null for the whole tenant
   */
  public Figures of(String tenant, String userId) {
    Owner owner = new Owner(tenant, userId);
    long asked = ticker.nanos();
    Known last = known.get(owner);
    if (last != null && last.until() - asked > 0) {
      return last.figures();
    }
    Figures figures = count(tenant, userId);
    long now = ticker.nanos();
    if (known.size() >= MOST_KNOWN) {
      known.clear();
    }
    known.put(owner, new Known(figures, now + BELIEVED_TIMES * (now - asked)));
    return figures;
  }

  private Figures count(String tenant, String userId) {
    return Sql.query(
            relaxed,
            row ->
                new Figures(
                    row.getLong("n"),
                    row.getLong("completed"),
                    row.getLong("failed"),
                    row.getLong("waiting"),
                    row.getLong("timeouts"),
                    row.getDouble("seconds"),
                    row.getLong("dead")),
            COUNT,
            tenant,
            userId,
            userId,
            tenant,
            userId,
            userId)
        .get(0);
  }
}
