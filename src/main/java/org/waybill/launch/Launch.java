package org.waybill.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.waybill.config.InvalidSetting;
import org.waybill.config.JmsSettings;
import org.waybill.config.KnownSettings;
import org.waybill.config.SecretSettings;
import org.waybill.config.Settings;
import org.waybill.time.Ticker;

/** One run of the embedded default, from the first check to the last process's end. */
final class Launch {

  private static final int KILLED_BY_INT = 130;
  private static final int KILLED_BY_TERM = 143;

  private static final long FIRST_WORD_NANOS = 15_000_000_000L;

  /** A joined process cannot distinguish its own previous process from others. */
  private static final Duration PATIENCE_OF_JOINED = Duration.ofSeconds(5);

  private final Settings settings;
  private final Installation installation;
  private final Ticker ticker = new Ticker();
  private final long begun = ticker.nanos();
  private EmbeddedDatabase postgres;
  private PayaraServer payara;

  Launch(Settings settings, Installation installation) {
    this.settings = settings;
    this.installation = installation;
  }

  /** The launcher's exit code. */
  int run() {
    try {
      settings.check();
      QueueTypeCheck.check(settings);
      installation.checkBuilt();
      return running(StopSignals.caught());
    } catch (InvalidSetting | LaunchFailure e) {
      System.err.println("Waybill stopped: " + e.getMessage());
      return 1;
    }
  }

  private int running(CompletableFuture<String> signal) {
    DataFolder data = DataFolder.of(settings);
    if (!embedsDatabase() && !embedsBroker()) {
      checkPorts(PATIENCE_OF_JOINED);
      return serving(signal, data);
    }
    try (FileChannel lock = data.lock()) {
      LeftoverProcesses.of(data).end();
      checkPorts(Duration.ZERO);
      return serving(signal, data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int serving(CompletableFuture<String> signal, DataFolder data) {
    try {
      Credentials credentials = Credentials.of(settings, data);
      Database database = database(data, credentials);
      database.migrate();
      if (!signal.isDone()) {
        payara =
            PayaraServer.start(
                settings, installation, data, environment(data, database, credentials));
        remember(data);
        awaitReady(signal, data);
        awaitEnd(signal, data);
      }
      return 0;
    } finally {
      stop();
    }
  }

  private Map<String, String> environment(
      DataFolder data, Database database, Credentials credentials) {
    Map<String, String> all =
        ServerEnvironment.of(settings, installation, data, database, credentials);
    SecretKeyFile.of(settings, data, embedsDatabase())
        .ifPresent(file -> all.put(SecretSettings.KEYS_FILE.env(), file.toString()));
    return all;
  }

  private void checkPorts(Duration patience) {
    Ports.checkFree(settings, KnownSettings.HTTP_PORT, patience);
    if (embedsDatabase()) {
      Ports.checkFree(settings, KnownSettings.DB_PORT, patience);
    }
    if (embedsBroker()) {
      Ports.checkFree(settings, JmsSettings.BROKER_PORT, patience);
      Ports.checkFreeIfSet(settings, JmsSettings.AMQP_PORT, patience);
      Ports.checkFreeIfSet(settings, JmsSettings.STOMP_PORT, patience);
    }
  }

  private Database database(DataFolder data, Credentials credentials) {
    String user = settings.get(KnownSettings.DB_USER);
    if (!embedsDatabase()) {
      Database given =
          new Database(
              settings.get(KnownSettings.DB_URL).orElseThrow(), user, credentials.database());
      given.await(
          settings.get(KnownSettings.DB_START_WAIT),
          () -> System.out.println("Waiting for the database to accept connections."));
      return given;
    }
    int port = settings.get(KnownSettings.DB_PORT);
    postgres =
        new EmbeddedDatabase(
            () -> PostgresServer.start(installation, data, port, credentials.database()));
    remember(data);
    Database database =
        Database.embedded(port, KnownSettings.DB_USER.defaultText(), credentials.database());
    database.createIfMissing();
    return database;
  }

  private void awaitReady(CompletableFuture<String> signal, DataFolder data) {
    Readiness readiness = new Readiness(settings.get(KnownSettings.HTTP_PORT));
    String lastShown = "";
    while (!signal.isDone() && payara.process().isAlive()) {
      Optional<String> awaited = readiness.awaited();
      if (awaited.isEmpty()) {
        announce(readiness, data);
        return;
      }
      if (ticker.nanos() - begun > FIRST_WORD_NANOS && !awaited.get().equals(lastShown)) {
        lastShown = awaited.get();
        System.out.printf("Waiting for %s to be ready.%n", lastShown);
      }
      tend(data);
      Poller.pause();
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
        (ticker.nanos() - begun) / 1e9,
        readiness.address(),
        readiness.address(),
        data.operatorToken(),
        ProcessHandle.current().pid());
  }

  private void awaitEnd(CompletableFuture<String> signal, DataFolder data) {
    while (!signal.isDone() && payara.process().isAlive()) {
      tend(data);
      CompletableFuture<?> database =
          postgres == null ? new CompletableFuture<>() : postgres.running().process().onExit();
      CompletableFuture.anyOf(signal, database, payara.process().onExit()).join();
    }
    if (!signal.isDone()) {
      checkServerEnd(payara.process().exitValue());
    }
  }

  private void tend(DataFolder data) {
    if (postgres != null && postgres.restartedIfEnded()) {
      remember(data);
    }
  }

  private void remember(DataFolder data) {
    if (!embedsDatabase() && !embedsBroker()) {
      return;
    }
    List<ProcessHandle> processes = new ArrayList<>();
    if (payara != null) {
      processes.add(payara.process().toHandle());
    }
    if (postgres != null) {
      processes.addAll(postgres.running().processes());
    }
    LeftoverProcesses.of(data).remember(processes);
  }

  private static void checkServerEnd(int code) {
    switch (code) {
      case KILLED_BY_INT, KILLED_BY_TERM -> {}
      case ServerMain.NOT_DEPLOYED ->
          throw new LaunchFailure(
              "the application could not be deployed; see the log above for the reason");
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
    return settings.get(KnownSettings.DB_URL).isEmpty();
  }

  private boolean embedsBroker() {
    return settings.get(JmsSettings.BROKER_URL).isEmpty();
  }
}
