package org.waybill.document;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** A real PostgreSQL with all migrations, one for all tests of a JVM; each test takes a tenant. */
public final class TestDatabase {

  private static DataSource source;

  private TestDatabase() {}

  public static synchronized DataSource source() {
    if (source == null) {
      source = start();
    }
    return source;
  }

  private static DataSource start() {
    try {
      DataSource started = EmbeddedPostgres.builder().start().getPostgresDatabase();
      Flyway.configure().dataSource(started).locations("filesystem:db").load().migrate();
      return pooled(started);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** To begin a session takes PostgreSQL longer than most statements of the tests. */
  private static DataSource pooled(DataSource started) {
    HikariConfig pool = new HikariConfig();
    pool.setDataSource(started);
    pool.setMaximumPoolSize(40);
    pool.setMinimumIdle(0);
    return new HikariDataSource(pool);
  }
}
