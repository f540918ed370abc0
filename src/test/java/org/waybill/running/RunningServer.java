package org.waybill.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * A Waybill that is ready; of the embedded default, or joined to the database and broker of one.
 */
public final class RunningServer implements AutoCloseable {

  /** System properties that name a server which runs already, and its operator's token. */
  private static final String URL = "waybill.url";

  private static final String TOKEN = "waybill.token";

  private static final String JAVA_OPTIONS = "WAYBILL_JAVA_OPTIONS";

  private static final Logger LOG = Logger.getLogger(RunningServer.class.getName());

  private static final Path OUTPUT = Path.of("target", "running").toAbsolutePath();

  /** Compiles once, not twice: most servers of the tests end before the second would pay. */
  private static final String FAST_START = "-Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1";

  private final Map<String, String> settings;
  private final Path folder;
  private int starts;
  private LauncherProcess launcher;

  private RunningServer(Map<String, String> settings, Path folder) {
    this.settings = settings;
    this.folder = folder;
    begin();
  }

  /** One that runs already, which is neither started nor stopped here. */
  private RunningServer(String url, String token) {
    this.settings = Map.of(URL, url, TOKEN, token);
    this.folder = null;
  }

  /** The one that test classes share, and with which settings; at most one is kept. */
  private static RunningServer shared;

  private static Map<String, String> sharedSettings;

  /** Starts the embedded default on free ports and a new data folder, unless told otherwise. */
  public static RunningServer start(Map<String, String> env) {
    letGoOfShared();
    return fresh(env);
  }

  private static RunningServer fresh(Map<String, String> env) {
    Path folder = newFolder("server-");
    return new RunningServer(alone(folder, env), folder);
  }

  /**
   * The same for classes whose tests get along with what others have left: the one that runs, if it
   * was started with these settings. It is kept until another one is asked for, or the tests end.
   *
   * <p>With {@code -Dwaybill.url=…} (and {@code -Dwaybill.token=…}, an administrator's) the tests
   * that need no settings run against that server.
   */
  public static synchronized RunningServer shared(Map<String, String> env) {
    if (env.isEmpty() && System.getProperty(URL) != null) {
      return new RunningServer(System.getProperty(URL), System.getProperty(TOKEN, ""));
    }
    if (sharedSettings == null) {
      Runtime.getRuntime().addShutdownHook(new Thread(RunningServer::letGoOfShared));
    }
    if (shared == null || !env.equals(sharedSettings)) {
      letGoOfShared();
      shared = fresh(env);
      sharedSettings = Map.copyOf(env);
    }
    return shared;
  }

  private static synchronized void letGoOfShared() {
    RunningServer old = shared;
    shared = null;
    if (old != null) {
      old.close();
    }
  }

  /** What {@link #start} would start with; for starts that are to fail. */
  public static Map<String, String> alone(Path folder, Map<String, String> env) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("WAYBILL_DATA", folder.resolve("data").toString());
    settings.put(JAVA_OPTIONS, FAST_START);
    settings.put("WAYBILL_HTTP_PORT", FreePorts.next());
    settings.put("WAYBILL_DB_PORT", FreePorts.next());
    settings.put("WAYBILL_BROKER_PORT", FreePorts.next());
    settings.putAll(env);
    return settings;
  }

  public RunningServer joinWorker(Map<String, String> env) {
    return join("worker", env);
  }

  public RunningServer joinApi(Map<String, String> env) {
    return join("api", env);
  }

  /** A second process on the same data folder, where it finds the passwords. */
  private RunningServer join(String role, Map<String, String> env) {
    Map<String, String> joined = new TreeMap<>();
    joined.put("WAYBILL_ROLE", role);
    joined.put(JAVA_OPTIONS, FAST_START);
    joined.put("WAYBILL_DATA", data().toString());
    joined.put("WAYBILL_HTTP_PORT", FreePorts.next());
    joined.put("WAYBILL_DB_URL", databaseUrl());
    joined.put("WAYBILL_BROKER_URL", "tcp://127.0.0.1:" + brokerPort());
    joined.putAll(env);
    return new RunningServer(joined, newFolder(role + "-"));
  }

  public Api api() {
    return new Api(base(), operatorToken());
  }

  public URI base() {
    return URI.create(
        settings.getOrDefault(URL, "http://127.0.0.1:" + settings.get("WAYBILL_HTTP_PORT")));
  }

  public String operatorToken() {
    if (settings.containsKey(TOKEN)) {
      return settings.get(TOKEN);
    }
    try {
      return Files.readString(data().resolve("operator-token")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path data() {
    return Path.of(settings.get("WAYBILL_DATA"));
  }

  public int databasePort() {
    return Integer.parseInt(settings.get("WAYBILL_DB_PORT"));
  }

  public String databaseUrl() {
    return settings.containsKey("WAYBILL_DB_URL")
        ? settings.get("WAYBILL_DB_URL")
        : "jdbc:postgresql://127.0.0.1:" + databasePort() + "/waybill";
  }

  public String databaseUser() {
    return settings.getOrDefault("WAYBILL_DB_USER", "waybill");
  }

  public String databasePassword() {
    return password("database");
  }

  public int brokerPort() {
    return Integer.parseInt(settings.get("WAYBILL_BROKER_PORT"));
  }

  public String brokerPassword() {
    return password("broker");
  }

  /** What this life wrote; each start has a file of its own. */
  public Path log() {
    return launcher.log();
  }

  public LauncherProcess launcher() {
    return launcher;
  }

  /** The embedded database's first process, which is no child of the launcher. */
  public ProcessHandle postmaster() {
    try {
      String pid = Files.readAllLines(data().resolve("postgres/postmaster.pid")).get(0).strip();
      return ProcessHandle.of(Long.parseLong(pid))
          .orElseThrow(() -> new AssertionError("PostgreSQL does not run"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An orderly end, unless it has ended already; what it wrote is kept, its data is not. */
  @Override
  public void close() {
    stop();
    deleteIfExists(folder.resolve("data"));
  }

  private void stop() {
    if (launcher.process().isAlive()) {
      assertThat(launcher.stop()).as("exit code, see %s", log()).isZero();
    }
  }

  /** SIGKILL for every process, as a power cut would. */
  public void kill() {
    end(processes());
  }

  /** All that belong to this start. */
  public List<ProcessHandle> processes() {
    Stream<ProcessHandle> database =
        settings.containsKey("WAYBILL_DB_URL")
            ? Stream.empty()
            : Stream.concat(postmaster().descendants(), Stream.of(postmaster()));
    return Stream.concat(launcher.all(), database).toList();
  }

  /** SIGKILL for the JVM of broker and application only. */
  public void killServer() {
    end(List.of(launcher.server()));
  }

  /** SIGKILL for the launcher only; what it started ends by itself. */
  public void killLauncher() {
    end(List.of(launcher.process().toHandle()));
  }

  /** Starts again on the same data and ports; in order, if it still runs. */
  public RunningServer restart() {
    stop();
    begin();
    return this;
  }

  private void begin() {
    starts++;
    launcher = LauncherProcess.start(settings, folder.resolve("output-" + starts + ".log"));
    boolean ready = false;
    try {
      launcher.awaitReady();
      ready = true;
    } finally {
      if (!ready) {
        end(launcher.all().toList());
      }
    }
  }

  /** A hundred servers' databases would fill the disk of a small machine. */
  private static void deleteIfExists(Path data) {
    try (Stream<Path> files = Files.exists(data) ? Files.walk(data) : Stream.empty()) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException | UncheckedIOException e) {
      // A process that was killed may still write to it; what remains is found by `mvn clean`.
      LOG.log(Level.FINE, "not all of " + data + " is deleted", e);
    }
  }

  private static void end(List<ProcessHandle> processes) {
    processes.forEach(ProcessHandle::destroyForcibly);
    processes.forEach(process -> process.onExit().orTimeout(30, TimeUnit.SECONDS).join());
  }

  private String password(String name) {
    Properties kept = new Properties();
    try (Reader reader = Files.newBufferedReader(data().resolve("credentials"))) {
      kept.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return kept.getProperty(name);
  }

  /** A folder of its own for data and output. */
  public static Path newFolder(String prefix) {
    try {
      return Files.createTempDirectory(Files.createDirectories(OUTPUT), prefix);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
