package org.waybill.launch;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * How to reach the database.
 *
 * @param url JDBC URL as it was given, or the embedded one's
 */
record Database(String url, String user, String password) {

  private static final String NO_SUCH_DATABASE = "3D000";

  /** Time-outs, so that a vanished database gives errors and not threads that hang. */
  private static final Map<String, String> DEFAULTS = new LinkedHashMap<>();

  static {
    DEFAULTS.put("ApplicationName", "waybill");
    DEFAULTS.put("connectTimeout", "5");
    DEFAULTS.put("loginTimeout", "5");
    DEFAULTS.put("socketTimeout", "30");
    DEFAULTS.put("tcpKeepAlive", "true");
    DEFAULTS.put("reWriteBatchedInserts", "true");
    DEFAULTS.put("stringtype", "unspecified");
  }

  static Database embedded(int port, String user, String password) {
    return new Database("jdbc:postgresql://127.0.0.1:" + port + "/waybill", user, password);
  }

  /** What a transaction commits is on disk when the commit returns. */
  String durableUrl() {
    StringBuilder all = new StringBuilder(url);
    DEFAULTS.forEach(
        (name, value) -> {
          if (!url.contains(name + "=")) {
            all.append(all.indexOf("?") < 0 ? '?' : '&').append(name).append('=').append(value);
          }
        });
    return all.toString();
  }

  /** What a transaction commits may be lost in a crash of the database, never torn. */
  String relaxedUrl() {
    return durableUrl() + "&options=-c%20synchronous_commit=off";
  }

  /**
   * Waits while the database does not accept connections yet.
   *
   * @param awaited called once, if it has to wait
   * @throws LaunchFailure if that lasts longer than the limit, or waiting would not help
   */
  void await(Duration limit, Runnable awaited) {
    AtomicBoolean isWaiting = new AtomicBoolean();
    AtomicReference<SQLException> last = new AtomicReference<>();
    boolean accepts =
        Poller.await(
                limit,
                () -> {
                  SQLException failure = tried();
                  if (failure == null || !isStarting(failure)) {
                    return true;
                  }
                  last.set(failure);
                  if (!isWaiting.getAndSet(true)) {
                    awaited.run();
                  }
                  return null;
                })
            .isPresent();
    if (!accepts) {
      throw unreachable(last.get());
    }
  }

  private SQLException tried() {
    try (Connection connection = DriverManager.getConnection(durableUrl(), user, password)) {
      return null;
    } catch (SQLException e) {
      return e;
    }
  }

  /** Nobody listens there yet, or it says itself that it starts; anything else is a mistake. */
  private static boolean isStarting(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    return state.startsWith("08") || state.equals("57P03");
  }

  void createIfMissing() {
    try (Connection connection = DriverManager.getConnection(url, user, password)) {
      connection.isValid(1);
    } catch (SQLException e) {
      if (!NO_SUCH_DATABASE.equals(e.getSQLState())) {
        throw unreachable(e);
      }
      create();
    }
  }

  void migrate() {
    try {
      Flyway.configure()
          .dataSource(url, user, password)
          .locations("classpath:db")
          .validateMigrationNaming(true)
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new LaunchFailure("The database could not be migrated: " + firstLine(e), e);
    }
  }

  private void create() {
    String maintenance = url.replaceFirst("/waybill$", "/postgres");
    try (Connection connection = DriverManager.getConnection(maintenance, user, password);
        Statement statement = connection.createStatement()) {
      statement.execute("create database waybill");
    } catch (SQLException e) {
      throw unreachable(e);
    }
  }

  private LaunchFailure unreachable(SQLException e) {
    return new LaunchFailure(
        "The database %s does not respond: %s".formatted(url, firstLine(e)), e);
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).strip().lines().findFirst().orElse(e.toString());
  }
}
