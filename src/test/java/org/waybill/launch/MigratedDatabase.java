package org.waybill.launch;

import java.nio.file.Path;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.config.Settings;

/** A PostgreSQL with the product's tables, for servers that a test starts without the launcher. */
public final class MigratedDatabase implements AutoCloseable {

  private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

  private final Database database;
  private final PostgresServer server;

  private MigratedDatabase(Database database, PostgresServer server) {
    this.database = database;
    this.server = server;
  }

  public static MigratedDatabase start(Path folder, String port) {
    FLYWAY.setLevel(Level.WARNING);
    Settings settings = new Settings(Map.of("waybill.data", folder.toString())::get);
    DataFolder data = DataFolder.of(settings);
    Credentials credentials = Credentials.of(settings, data);
    int number = Integer.parseInt(port);
    PostgresServer server =
        PostgresServer.start(Installation.ofThisBuild(), data, number, credentials.database());
    Database database = Database.embedded(number, "waybill", credentials.database());
    database.createIfMissing();
    database.migrate();
    return new MigratedDatabase(database, server);
  }

  public String url() {
    return database.url();
  }

  public String user() {
    return database.user();
  }

  public String password() {
    return database.password();
  }

  /** As the data sources of Payara Micro want them. */
  public Map<String, String> jdbcUrls() {
    return Map.of(
        "WAYBILL_JDBC_URL", database.durableUrl(),
        "WAYBILL_JDBC_URL_RELAXED", database.relaxedUrl());
  }

  @Override
  public void close() {
    server.stop();
  }
}
