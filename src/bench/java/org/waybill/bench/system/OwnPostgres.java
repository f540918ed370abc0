package org.waybill.bench.system;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;

/** A PostgreSQL server for runs of the peers alone, when Waybill brings none. */
public final class OwnPostgres implements AutoCloseable {

  private final EmbeddedPostgres server;

  public OwnPostgres() throws IOException {
    this.server =
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .setServerConfig("max_connections", "200")
            .start();
  }

  public Postgres postgres() {
    return new Postgres(server.getPort(), "postgres", "postgres");
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
