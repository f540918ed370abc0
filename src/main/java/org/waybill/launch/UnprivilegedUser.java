package org.waybill.launch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.waybill.config.KnownSettings;

/** PostgreSQL refuses to run as root; in a user namespace of its own it is nobody. */
final class UnprivilegedUser {

  private static final List<String> IN_NAMESPACE = List.of("unshare", "--user");

  private UnprivilegedUser() {}

  static List<String> running(String... command) {
    List<String> words = new ArrayList<>();
    if (isRoot()) {
      words.addAll(IN_NAMESPACE);
    }
    words.addAll(List.of(command));
    return words;
  }

  /** Containers often forbid it. */
  static void checkPossible() {
    if (isRoot() && !succeeds(running("true"))) {
      throw new LaunchFailure(
          "PostgreSQL does not run as root, and `unshare --user` is not permitted here; start"
              + " Waybill as another user, or use an external database with "
              + KnownSettings.DB_URL.env());
    }
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private static boolean succeeds(List<String> command) {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LaunchFailure("Interrupted", e);
    }
  }
}
