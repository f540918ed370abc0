package org.waybill.world;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.waybill.sql.Sql;

/** Databases for simulations: real and migrated, but nothing of them outlives a power cut. */
public final class SimulatedDatabase {

  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final String TEMPLATE = "migrated";
  private static EmbeddedPostgres server;

  private SimulatedDatabase() {}

  /** An empty database of its own, with a pool of connections. */
  public static DataSource next() {
    String name = "simulated_" + NUMBER.incrementAndGet();
    Sql.update(server().getPostgresDatabase(), "create database " + name + " template " + TEMPLATE);
    HikariConfig pool = new HikariConfig();
    pool.setDataSource(server().getDatabase("postgres", name));
    pool.setMaximumPoolSize(8);
    // Nobody closes it: what a test has left must not keep connections from the next.
    pool.setMinimumIdle(0);
    pool.setIdleTimeout(10_000);
    return new HikariDataSource(pool);
  }

  private static synchronized EmbeddedPostgres server() {
    if (server == null) {
      server = start();
    }
    return server;
  }

  private static EmbeddedPostgres start() {
    try {
      EmbeddedPostgres started =
          EmbeddedPostgres.builder()
              .setServerConfig("fsync", "off")
              .setServerConfig("synchronous_commit", "off")
              .setServerConfig("full_page_writes", "off")
              .setServerConfig("max_connections", "300")
              .start();
      Sql.update(started.getPostgresDatabase(), "create database " + TEMPLATE);
      Flyway.configure()
          .dataSource(started.getDatabase("postgres", TEMPLATE))
          .locations("filesystem:db")
          .load()
          .migrate();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
