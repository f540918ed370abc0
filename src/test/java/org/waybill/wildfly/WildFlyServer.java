package org.waybill.wildfly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.management.remote.JMXConnectorFactory;
import org.waybill.launch.MigratedDatabase;
import org.waybill.running.Api;
import org.waybill.running.FreePorts;
import org.waybill.running.JmxClient;
import org.waybill.running.RunningServer;

/**
 * WildFly with the built WAR and an observer that throws, on a database and in folders of its own.
 */
final class WildFlyServer implements AutoCloseable {

  private static final Path HOME = Path.of("target", "wildfly").toAbsolutePath();
  private static final Path WAR = Path.of("target", "waybill.war").toAbsolutePath();
  private static final Path CONSUMERS = Path.of("target", "waybill-consumers.rar").toAbsolutePath();
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path folder = RunningServer.newFolder("wildfly-");
  private final String httpPort = FreePorts.next();
  private final String managementPort = FreePorts.next();
  private final MigratedDatabase database =
      MigratedDatabase.start(folder.resolve("database"), FreePorts.next());
  private final Process process;

  /** Starts with one of the two configurations, and waits until it is ready. */
  static WildFlyServer start(String configuration, Map<String, String> env) {
    return new WildFlyServer(configuration, env);
  }

  private WildFlyServer(String configuration, Map<String, String> env) {
    try {
      copy(HOME.resolve("standalone"), folder.resolve("standalone"));
      Files.copy(CONSUMERS, folder.resolve("standalone/deployments/waybill-consumers.rar"));
      Files.copy(WAR, deployment(""));
      add(FailingObserver.class, deployment(""));
      process = process(configuration, env);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    boolean ready = false;
    try {
      awaitDeployed();
      awaitReady();
      ready = true;
    } finally {
      if (!ready) {
        close();
      }
    }
  }

  Api api() {
    try {
      Path token = folder.resolve("data/operator-token");
      return new Api(base(), Files.readString(token).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Api anonymous() {
    return new Api(base(), "wb_of_nobody");
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + httpPort);
  }

  /** Health is asked for there. */
  Api management() {
    return new Api(URI.create("http://127.0.0.1:" + managementPort), "none");
  }

  /** By the management port, with the library that WildFly brings for its clients. */
  JmxClient jmx() {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try {
      URL library = HOME.resolve("bin/client/jboss-client.jar").toUri().toURL();
      ClassLoader loader = new URLClassLoader(new URL[] {library}, before);
      Thread.currentThread().setContextClassLoader(loader);
      return JmxClient.connect(
          "service:jmx:remote+http://127.0.0.1:" + managementPort,
          Map.of(JMXConnectorFactory.PROTOCOL_PROVIDER_CLASS_LOADER, loader));
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  /** Takes the application away; the server goes on. */
  void undeploy() throws IOException {
    Files.delete(deployment(".deployed"));
    await("undeployment, see " + folder)
        .atMost(PATIENCE)
        .until(() -> Files.exists(deployment(".undeployed")));
  }

  /** The same application once more. */
  void deploy() throws IOException {
    Files.createFile(deployment(".dodeploy"));
    awaitDeployed();
    awaitReady();
  }

  /** The JVM that serves. */
  ProcessHandle server() {
    return process.toHandle();
  }

  /** How many objects of this class are in use there; those that are not are collected before. */
  int instances(String type) {
    try {
      Process histogram =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                  Long.toString(process.pid()),
                  "GC.class_histogram")
              .redirectErrorStream(true)
              .start();
      try (BufferedReader lines = histogram.inputReader()) {
        return lines
            .lines()
            .map(line -> line.strip().split("\\s+", -1))
            .filter(words -> words.length >= 4 && words[3].equals(type))
            .mapToInt(words -> Integer.parseInt(words[1]))
            .sum();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    database.close();
  }

  private void awaitDeployed() {
    await("deployment, see " + folder)
        .atMost(PATIENCE)
        .until(
            () ->
                Files.exists(deployment(".deployed"))
                    || Files.exists(deployment(".failed"))
                    || !process.isAlive());
    assertThat(deployment(".deployed")).as("see %s", folder.resolve("output.log")).exists();
  }

  private void awaitReady() {
    await("readiness, see " + folder)
        .atMost(PATIENCE)
        .until(() -> management().get("/health/ready").status() == 200);
  }

  private Path deployment(String marker) {
    return folder.resolve("standalone/deployments/waybill.war" + marker);
  }

  private Process process(String configuration, Map<String, String> env) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command(configuration))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output.log").toFile());
    Map<String, String> settings = new HashMap<>(env);
    settings.put("WAYBILL_OUTBOUND_ALLOW", "127.0.0.1");
    settings.put("WAYBILL_DATA", folder.resolve("data").toString());
    settings.put("WAYBILL_DB_URL", database.url());
    settings.put("WAYBILL_DB_USER", database.user());
    settings.put("WAYBILL_DB_PASSWORD", database.password());
    builder.environment().keySet().removeIf(name -> name.startsWith("WAYBILL_"));
    builder.environment().putAll(settings);
    return builder.start();
  }

  /** What bin/standalone.sh would run; ending the script would leave the server behind. */
  private List<String> command(String configuration) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.add("-Xmx512m");
    words.add("-Djboss.modules.system.pkgs=org.jboss.byteman");
    words.add("--add-exports=jdk.naming.dns/com.sun.jndi.dns=ALL-UNNAMED");
    Stream.of(
            "java.base/java.lang",
            "java.base/java.lang.invoke",
            "java.base/java.lang.reflect",
            "java.base/java.io",
            "java.base/java.net",
            "java.base/java.security",
            "java.base/java.util",
            "java.base/java.util.concurrent",
            "java.management/javax.management",
            "java.naming/javax.naming")
        .forEach(name -> words.add("--add-opens=" + name + "=ALL-UNNAMED"));
    words.addAll(
        List.of(
            "-jar",
            HOME.resolve("jboss-modules.jar").toString(),
            "-mp",
            HOME.resolve("modules").toString(),
            "org.jboss.as.standalone",
            "-Djboss.home.dir=" + HOME,
            "-Djboss.server.base.dir=" + folder.resolve("standalone"),
            "-Djboss.http.port=" + httpPort,
            "-Djboss.management.http.port=" + managementPort,
            "--server-config=" + configuration));
    return words;
  }

  private static void add(Class<?> type, Path war) throws IOException {
    String file = type.getName().replace('.', '/') + ".class";
    try (FileSystem archive = FileSystems.newFileSystem(war);
        InputStream from = type.getResourceAsStream("/" + file)) {
      Path to = archive.getPath("WEB-INF/classes", file);
      Files.createDirectories(to.getParent());
      Files.copy(from, to);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    List<Path> all;
    try (Stream<Path> content = Files.walk(from)) {
      all = content.toList();
    }
    for (Path each : all) {
      Files.copy(each, to.resolve(from.relativize(each)));
    }
  }
}
