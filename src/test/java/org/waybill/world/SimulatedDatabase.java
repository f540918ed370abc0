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
  private static EmbeddedPostgres server;

  private SimulatedDatabase() {}

  /** An empty database of its own, with a pool of connections. */
  public static DataSource next() {
    String name = "simulated_" + NUMBER.incrementAndGet();
    Sql.update(server().getPostgresDatabase(), "create database " + name);
    HikariConfig pool = new HikariConfig();
    pool.setDataSource(server().getDatabase("postgres", name));
    pool.setMaximumPoolSize(8);
    HikariDataSource rows = new HikariDataSource(pool);
    Flyway.configure().dataSource(rows).locations("filesystem:db").load().migrate();
    return rows;
  }

  private static synchronized EmbeddedPostgres server() {
    if (server == null) {
      try {
        server =
            EmbeddedPostgres.builder()
                .setServerConfig("fsync", "off")
                .setServerConfig("synchronous_commit", "off")
                .setServerConfig("full_page_writes", "off")
                .start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return server;
  }
}
