package org.waybill.launch;

import java.util.concurrent.CompletableFuture;
import org.waybill.config.InvalidSetting;
import org.waybill.config.Knobs;
import org.waybill.config.Settings;

/** One run of the embedded default, from the first check to the last process's end. */
final class Launch {

  private static final int KILLED_BY_INT = 130;
  private static final int KILLED_BY_TERM = 143;

  private final Settings settings;
  private final Home home;
  private final long begun = System.nanoTime();
  private PostgresServer postgres;
  private PayaraServer payara;

  Launch(Settings settings, Home home) {
    this.settings = settings;
    this.home = home;
  }

  /** The launcher's exit code. */
  int run() {
    try {
      settings.check();
      home.checkBuilt();
      return running(StopSignals.caught());
    } catch (InvalidSetting | LaunchFailure e) {
      System.err.println("Waybill stopped: " + e.getMessage());
      return 1;
    }
  }

  private int running(CompletableFuture<String> signal) {
    DataFolder data = DataFolder.of(settings);
    if (embedsDatabase() || embedsBroker()) {
      data.lock();
    }
    checkPorts();
    try {
      Credentials credentials = Credentials.of(settings, data);
      Database database = database(data, credentials);
      database.migrate();
      if (!signal.isDone()) {
        payara =
            PayaraServer.start(
                settings,
                home,
                data,
                ServerEnvironment.of(settings, home, data, database, credentials));
        awaitReady(signal, data);
      }
      awaitEnd(signal);
      return 0;
    } finally {
      stop();
    }
  }

  private void checkPorts() {
    Ports.checkFree(settings, Knobs.HTTP_PORT);
    if (embedsDatabase()) {
      Ports.checkFree(settings, Knobs.DB_PORT);
    }
    if (embedsBroker()) {
      Ports.checkFree(settings, Knobs.BROKER_PORT);
    }
  }

  private Database database(DataFolder data, Credentials credentials) {
    String user = settings.get(Knobs.DB_USER);
    if (!embedsDatabase()) {
      return new Database(settings.get(Knobs.DB_URL).orElseThrow(), user, credentials.database());
    }
    int port = settings.get(Knobs.DB_PORT);
    postgres = PostgresServer.start(home, data, port, credentials.database());
    Database database =
        Database.embedded(port, Knobs.DB_USER.defaultText(), credentials.database());
    database.createIfMissing();
    return database;
  }

  private void awaitReady(CompletableFuture<String> signal, DataFolder data) {
    Readiness readiness = new Readiness(settings.get(Knobs.HTTP_PORT));
    while (!signal.isDone() && payara.process().isAlive()) {
      if (readiness.reached()) {
        announce(readiness, data);
        return;
      }
      Patience.pause();
    }
  }

  private void announce(Readiness readiness, DataFolder data) {
    System.out.printf(
        """

        Waybill is ready after %.1f s.
          API             %s
          Console         %s/
          Operator token  %s
          Stop            Ctrl-C, or SIGTERM to process %d

        """,
        (System.nanoTime() - begun) / 1e9,
        readiness.address(),
        readiness.address(),
        data.operatorToken(),
        ProcessHandle.current().pid());
  }

  private void awaitEnd(CompletableFuture<String> signal) {
    CompletableFuture<?> database =
        postgres == null ? new CompletableFuture<>() : postgres.process().onExit();
    if (payara != null) {
      CompletableFuture.anyOf(signal, database, payara.process().onExit()).join();
    }
    if (signal.isDone() || payara == null) {
      return;
    }
    if (payara.process().isAlive()) {
      throw new LaunchFailure("PostgreSQL ended unexpectedly; see " + postgres.log());
    }
    checkServerEnd(payara.process().exitValue());
  }

  private static void checkServerEnd(int code) {
    switch (code) {
      case KILLED_BY_INT, KILLED_BY_TERM -> {}
      case ServerMain.NOT_DEPLOYED ->
          throw new LaunchFailure("the application could not be deployed; the log above says why");
      default -> throw new LaunchFailure("the server ended unexpectedly with exit code " + code);
    }
  }

  private void stop() {
    if (payara != null) {
      payara.stop();
    }
    if (postgres != null) {
      postgres.stop();
    }
  }

  private boolean embedsDatabase() {
    return settings.get(Knobs.DB_URL).isEmpty();
  }

  private boolean embedsBroker() {
    return settings.get(Knobs.BROKER_URL).isEmpty();
  }
}
