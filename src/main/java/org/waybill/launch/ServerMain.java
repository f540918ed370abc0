package org.waybill.launch;

import java.io.IOException;
import java.util.Collection;
import java.util.List;

/**
 * Main class of the server's process, alone in its jar: whatever else stood beside it on the class
 * path would be seen by the application before its own classes.
 */
public final class ServerMain {

  static final int NOT_DEPLOYED = 3;

  private static final List<String> APPLICATIONS = List.of("artemis", "waybill");

  private ServerMain() {}

  public static void main(String[] arguments) throws Exception {
    endWithLauncher();
    // Payara's own start, by name: its modules are no compile-time dependency.
    Object payara =
        Class.forName("fish.payara.micro.impl.PayaraMicroImpl")
            .getMethod("create", String[].class)
            .invoke(null, (Object) arguments);
    if (!deployed(payara).containsAll(APPLICATIONS)) {
      System.exit(NOT_DEPLOYED);
    }
  }

  /** A failed deployment leaves Payara up, without the application. */
  private static Collection<?> deployed(Object payara) throws ReflectiveOperationException {
    Object runtime =
        Class.forName("fish.payara.micro.boot.PayaraMicroBoot")
            .getMethod("getRuntime")
            .invoke(payara);
    return (Collection<?>)
        Class.forName("fish.payara.micro.PayaraMicroRuntime")
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
