package org.waybill.launch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Main class of the server's process, alone in its jar: whatever else stood beside it on the class
 * path would be seen by the application before its own classes.
 */
public final class ServerMain {

  static final int NOT_DEPLOYED = 3;

  /** System property: Payara's folder and further jars. */
  static final String MODULES = "waybill.server.modules";

  private static final List<String> APPLICATIONS =
      List.of("artemis", "waybill-consumers", "waybill");

  private ServerMain() {}

  public static void main(String[] arguments) throws Exception {
    endWithLauncher();
    ClassLoader modules = modules();
    Thread.currentThread().setContextClassLoader(modules);
    // Payara's own start, by name: its modules are no compile-time dependency.
    Object payara =
        modules
            .loadClass("fish.payara.micro.impl.PayaraMicroImpl")
            .getMethod("create", String[].class)
            .invoke(null, (Object) arguments);
    if (!deployed(modules, payara).containsAll(APPLICATIONS)) {
      System.exit(NOT_DEPLOYED);
    }
    HostCheck.install(modules);
  }

  /** Payara's folder, then single jars. */
  private static ClassLoader modules() throws IOException {
    String[] words = System.getProperty(MODULES).split(File.pathSeparator);
    List<Path> jars = new ArrayList<>();
    jars.add(Path.of(words[0], "payara.jar"));
    try (Stream<Path> files = Files.list(Path.of(words[0], "runtime"))) {
      files.sorted().forEach(jars::add);
    }
    for (int i = 1; i < words.length; i++) {
      jars.add(Path.of(words[i]));
    }
    return new IndexedJarClassLoader(jars, ServerMain.class.getClassLoader());
  }

  /** A failed deployment leaves Payara up, without the application. */
  private static Collection<?> deployed(ClassLoader modules, Object payara)
      throws ReflectiveOperationException {
    Object runtime =
        modules
            .loadClass("fish.payara.micro.boot.PayaraMicroBoot")
            .getMethod("getRuntime")
            .invoke(payara);
    return (Collection<?>)
        modules
            .loadClass("fish.payara.micro.PayaraMicroRuntime")
            .getMethod("getDeployedApplicationNames")
            .invoke(runtime);
  }

  private static void endWithLauncher() {
    Thread watch = new Thread(ServerMain::awaitLauncherEnd, "launcher-watch");
    watch.setDaemon(true);
    watch.start();
  }

  private static void awaitLauncherEnd() {
    try {
      while (System.in.read() >= 0) {
        // Nothing is ever written; only the end counts.
      }
    } catch (IOException e) {
      // The same as the end.
    }
    haltAfterGrace();
    System.exit(0);
  }

  private static void haltAfterGrace() {
    Thread halt =
        new Thread(
            () -> {
              try {
                Thread.sleep(10_000);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              Runtime.getRuntime().halt(0);
            },
            "halt-after-grace");
    halt.setDaemon(true);
    halt.start();
  }
}
