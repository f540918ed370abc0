package org.waybill.launch;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.config.KnownSettings;
import org.waybill.config.Settings;

/** Brings the tables of a given database up to date; for installations without the launcher. */
public final class Migrate {

  private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

  private Migrate() {}

  public static void main(String[] arguments) {
    FLYWAY.setLevel(Level.WARNING);
    try {
      run(Settings.ofProcess());
      System.out.println("The database is up to date.");
    } catch (LaunchFailure e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  static void run(Settings settings) {
    String url = given(settings.get(KnownSettings.DB_URL).orElse(null), KnownSettings.DB_URL.env());
    String password =
        given(
            settings.get(KnownSettings.DB_PASSWORD).orElse(null), KnownSettings.DB_PASSWORD.env());
    Database database = new Database(url, settings.get(KnownSettings.DB_USER), password);
    database.await(
        settings.get(KnownSettings.DB_START_WAIT),
        () -> System.out.println("Waiting for the database to accept connections."));
    database.createIfMissing();
    database.migrate();
  }

  private static String given(String value, String name) {
    if (value == null) {
      throw new LaunchFailure(name + " is not set");
    }
    return value;
  }
}
