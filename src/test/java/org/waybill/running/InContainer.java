package org.waybill.running;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.jboss.arquillian.test.spi.event.suite.AfterSuite;
import org.jboss.arquillian.test.spi.event.suite.BeforeSuite;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.waybill.launch.MigratedDatabase;

/**
 * Surrounds tests that run inside the server: a database, the product's own boot files, and the
 * product's own WAR. The node only takes calls: it runs no task and takes no claim of a test's.
 */
public final class InContainer implements LoadableExtension {

  @Override
  public void register(ExtensionBuilder builder) {
    builder.observer(Surroundings.class);
  }

  /** The built WAR with these classes, and the libraries that tests use. */
  public static WebArchive war(Class<?>... classes) {
    return ShrinkWrap.createFromZipFile(WebArchive.class, new File("target/waybill.war"))
        .addClasses(classes)
        .addAsLibraries(
            jarOf("org.assertj.core.api.Assertions"),
            jarOf("net.bytebuddy.ByteBuddy"),
            jarOf("org.awaitility.Awaitility"),
            jarOf("org.hamcrest.Matcher"));
  }

  private static File jarOf(String type) {
    try {
      return new File(
          Class.forName(type).getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (ReflectiveOperationException | java.net.URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  /** Starts before the server and ends after it. */
  public static final class Surroundings {

    private static final Logger CHATTER = Logger.getLogger("fish.payara.arquillian");
    private static final Path CONFIGURATION = Path.of("server-config", "payara-micro");

    private final Path folder = RunningServer.newFolder("in-container-");
    private final Map<String, String> environment = new HashMap<>();
    private MigratedDatabase database;

    void start(@Observes(precedence = 100) BeforeSuite event) throws IOException {
      CHATTER.setLevel(Level.WARNING);
      database = MigratedDatabase.start(folder.resolve("database"), FreePorts.next());
      environment.putAll(database.jdbcUrls());
      environment.put("WAYBILL_DB_USER", database.user());
      environment.put("WAYBILL_DB_PASSWORD", database.password());
      environment.put("WAYBILL_BROKER_USER", "waybill");
      environment.put("WAYBILL_BROKER_PASSWORD", UUID.randomUUID().toString());
      environment.put("WAYBILL_ADAPTER", new File("target/artemis.rar").getAbsolutePath());
      environment.put(
          "WAYBILL_CONSUMERS", new File("target/waybill-consumers.rar").getAbsolutePath());
      environment.put("WAYBILL_RESOURCES", folder.resolve("resources.xml").toString());
      Files.createDirectories(folder.resolve("tmp"));
      write("resources.xml");
      write("pre-boot.asadmin");
      write("post-boot.asadmin");
      System.setProperty("payara.cmdOptions", javaOptions());
      System.setProperty("payara.extraMicroOptions", microOptions());
    }

    void stop(@Observes(precedence = -100) AfterSuite event) {
      if (database != null) {
        database.close();
      }
    }

    private String javaOptions() {
      return String.join(
          " ",
          "-Xmx512m",
          "-Djava.io.tmpdir=" + folder.resolve("tmp"),
          "-Dwaybill.data=" + folder.resolve("data"),
          "-Dwaybill.role=api",
          "-Dwaybill.broker.port=" + FreePorts.next(),
          "-Dwaybill.broker.password=" + environment.get("WAYBILL_BROKER_PASSWORD"));
    }

    private String microOptions() {
      return String.join(
          " ",
          "--port " + FreePorts.next(),
          "--disablephonehome",
          "--addlibs " + jarOf("org.postgresql.Driver"),
          "--prebootcommandfile " + folder.resolve("pre-boot.asadmin"),
          "--postbootcommandfile " + folder.resolve("post-boot.asadmin"));
    }

    /** A product's file with its settings filled in: the container hands no environment on. */
    private void write(String name) throws IOException {
      String text = Files.readString(CONFIGURATION.resolve(name));
      for (Map.Entry<String, String> each : environment.entrySet()) {
        String value = each.getValue();
        text =
            text.replace(
                "${ENV=" + each.getKey() + "}",
                name.endsWith(".xml") ? value.replace("&", "&amp;") : value);
      }
      // Arquillian reads the port from what the server says at its start, so it must listen by
      // then.
      text = text.replaceAll("(?m)^set .*http-listener\\.enabled=false$", "");
      Files.writeString(folder.resolve(name), text);
    }
  }
}
