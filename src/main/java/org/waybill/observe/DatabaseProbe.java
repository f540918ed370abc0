package org.waybill.observe;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.concurrent.ManagedThreadFactoryDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.waybill.sql.DatabaseException;
import org.waybill.sql.Sql;
import org.waybill.time.Ticker;

/**
 * Whether the database would take a task now: it is written to, and that is rolled back. Asked on a
 * thread of its own, at most once at a time, since a database that is frozen answers nothing.
 */
@ApplicationScoped
@ManagedThreadFactoryDefinition(name = DatabaseProbe.THREADS)
public class DatabaseProbe {

  static final String THREADS = "java:app/concurrent/database-probe";

  private static final String UP = "up";
  private static final String DOWN = "down";
  private static final long LIMIT_MILLIS = 2_000;
  private static final long BELIEVED_NANOS = Duration.ofSeconds(1).toNanos();

  /** A page is 8 KiB: what fills most of one needs a new one each time. */
  private static final String WRITE = "insert into readiness_probe values (repeat('x', 7000))";

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  @Inject private Ticker ticker;

  @Resource(lookup = THREADS)
  private ManagedThreadFactory threads;

  private CompletableFuture<String> asked = CompletableFuture.completedFuture(DOWN);
  private long askedAt;

  /** Made at the start of the application: readiness is asked for where its names mean nothing. */
  void begin(@Observes @Initialized(ApplicationScoped.class) Object application) {}

  @PostConstruct
  void start() {
    askedAt = ticker.nanos() - BELIEVED_NANOS;
  }

  /** {@code up}, {@code read_only}, {@code full}, {@code locked} or {@code down}. */
  public String state() {
    try {
      return answer().get(LIMIT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return DOWN;
    } catch (ExecutionException | TimeoutException e) {
      return DOWN;
    }
  }

  private synchronized CompletableFuture<String> answer() {
    if (asked.isDone() && ticker.nanos() - askedAt >= BELIEVED_NANOS) {
      CompletableFuture<String> answer = new CompletableFuture<>();
      asked = answer;
      askedAt = ticker.nanos();
      threads.newThread(() -> ask(answer)).start();
    }
    return asked;
  }

  private void ask(CompletableFuture<String> answer) {
    try {
      answer.complete(ask(durable));
    } finally {
      answer.complete(DOWN);
    }
  }

  /** Asks at once, on this thread. */
  static String ask(DataSource database) {
    try {
      Sql.rolledBack(database, DatabaseProbe::write);
      return UP;
    } catch (DatabaseException e) {
      return e.condition().orElse(DOWN);
    }
  }

  private static Void write(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set local lock_timeout = '1s'");
      statement.execute("set local statement_timeout = '1500ms'");
      statement.execute("lock table task in row exclusive mode");
      statement.execute(WRITE);
    }
    return null;
  }
}
