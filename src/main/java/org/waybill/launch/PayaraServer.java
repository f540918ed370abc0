package org.waybill.launch;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.postgresql.Driver;
import org.waybill.config.KnownSettings;
import org.waybill.config.Settings;

/** The JVM that runs broker and application. */
final class PayaraServer {

  private static final int STOP_SECONDS = 40;

  /** What the manifest of Payara Micro's own jar asks for. */
  private static final String[] OPENED = {
    "java.base/java.io",
    "java.base/java.lang",
    "java.base/java.net",
    "java.base/java.nio",
    "java.base/java.util",
    "java.base/jdk.internal.loader",
    "java.base/sun.net.www.protocol.jar",
    "java.base/sun.net.www.protocol.jrt",
    "java.base/sun.nio.ch",
    "java.logging/java.util.logging",
    "java.management/javax.management",
    "java.management/javax.management.openmbean",
    "java.management/sun.management",
    "java.naming/javax.naming.spi",
    "java.rmi/sun.rmi.transport",
    "jdk.management/com.sun.management.internal"
  };

  private static final String[] EXPORTED = {
    "java.base/jdk.internal.ref", "java.naming/com.sun.jndi.ldap", "jdk.naming.dns/com.sun.jndi.dns"
  };

  private final Process process;

  private PayaraServer(Process process) {
    this.process = process;
  }

  static PayaraServer start(
      Settings settings,
      Installation installation,
      DataFolder data,
      Map<String, String> environment) {
    Path root = ScratchFolder.fresh(data.server(settings.get(KnownSettings.HTTP_PORT)));
    linkAdapters(installation, root);
    ProcessBuilder builder =
        new ProcessBuilder(command(settings, installation, root))
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    try {
      return new PayaraServer(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its adapters of data sources are looked for in the root folder. */
  private static void linkAdapters(Installation installation, Path root) {
    try {
      Files.createSymbolicLink(root.resolve("lib"), installation.payara().resolve("lib"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Process process() {
    return process;
  }

  void stop() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<String> command(Settings settings, Installation installation, Path root) {
    Path payara = installation.payara().resolve("payara.jar");
    Path java = Path.of(System.getProperty("java.home"));
    List<String> words = new ArrayList<>();
    words.add(java.resolve("bin/java").toString());
    // The JVM's own, which is kept up to date; Payara's two take long to decrypt at each start.
    String certificates = java.resolve("lib/security/cacerts").toString();
    words.add("-Djavax.net.ssl.trustStore=" + certificates);
    words.add("-Djavax.net.ssl.keyStore=" + certificates);
    // Below it, classes alone would start garbage collections.
    words.add("-XX:MetaspaceSize=192m");
    Stream.of(settings.get(KnownSettings.JAVA_OPTIONS).split("\\s+"))
        .filter(word -> !word.isEmpty())
        .forEach(words::add);
    Stream.of(OPENED).forEach(name -> words.add("--add-opens=" + name + "=ALL-UNNAMED"));
    Stream.of(EXPORTED).forEach(name -> words.add("--add-exports=" + name + "=ALL-UNNAMED"));
    words.addAll(
        List.of(
            "-Djava.io.tmpdir=" + root,
            "-Dfish.payara.micro.BootJar=" + payara.toUri(),
            "-Dfish.payara.micro.UnpackDir=" + installation.payara(),
            "-D%s=%s%s%s"
                .formatted(
                    ServerMain.MODULES,
                    installation.payara(),
                    File.pathSeparator,
                    Installation.locationOf(Driver.class)),
            "-cp",
            installation.serverMain().toString(),
            ServerMain.class.getName()));
    words.addAll(arguments(settings, installation, root));
    return words;
  }

  /** As it was built, or a copy of it with the handlers of others. */
  private static Path application(Settings settings, Installation installation, Path root) {
    List<Path> jars =
        settings
            .get(KnownSettings.HANDLERS)
            .map(Path::of)
            .map(AddHandlers::jarsIn)
            .orElse(List.of());
    if (jars.isEmpty()) {
      return installation.war();
    }
    Path copy = root.resolve("application").resolve(installation.war().getFileName());
    AddHandlers.copy(installation.war(), jars, copy);
    return copy;
  }

  private static List<String> arguments(Settings settings, Installation installation, Path root) {
    return List.of(
        "--rootdir",
        root.toString(),
        "--port",
        settings.get(KnownSettings.HTTP_PORT).toString(),
        "--nocluster",
        "--disablephonehome",
        "--logproperties",
        installation.configuration("payara-micro/logging.properties").toString(),
        "--prebootcommandfile",
        installation.configuration("payara-micro/pre-boot.asadmin").toString(),
        "--postbootcommandfile",
        installation.configuration("payara-micro/post-boot.asadmin").toString(),
        "--postdeploycommandfile",
        installation.configuration("payara-micro/post-deploy.asadmin").toString(),
        "--deploy",
        application(settings, installation, root).toString());
  }
}
