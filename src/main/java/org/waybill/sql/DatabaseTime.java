package org.waybill.sql;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.waybill.time.Ticker;

/**
 * The database's time, which is the same for all nodes, whatever their own clocks show. It is read
 * now and then; in between it advances with the machine's monotonic clock.
 */
@ApplicationScoped
public class DatabaseTime {

  private static final long BELIEVED_NANOS = Duration.ofSeconds(10).toNanos();

  private record Known(Instant time, long nanos) {
    Instant now(long nanosNow) {
      return time.plusNanos(nanosNow - nanos);
    }
  }

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  @Inject private Ticker ticker;

  private volatile Known known;

  /**
   * What time it is there, to some milliseconds.
   *
   * @throws DatabaseException if it was never asked, and cannot be asked
   */
  public Instant now() {
    Known before = known;
    long nanos = ticker.nanos();
    if (before != null && nanos - before.nanos() < BELIEVED_NANOS) {
      return before.now(nanos);
    }
    try {
      known = ask();
    } catch (DatabaseException e) {
      if (before == null) {
        throw e;
      }
      return before.now(nanos);
    }
    return known.now(ticker.nanos());
  }

  /** The answer was right about in the middle between question and answer. */
  private Known ask() {
    long asked = ticker.nanos();
    Instant time =
        Sql.query(durable, row -> Sql.instant(row, "at"), "select clock_timestamp() as at").get(0);
    long answered = ticker.nanos();
    return new Known(time, asked + (answered - asked) / 2);
  }
}
