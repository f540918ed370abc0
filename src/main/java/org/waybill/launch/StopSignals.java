package org.waybill.launch;

import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;

/**
 * Ctrl-C and SIGTERM, as an event instead of the JVM's end: only so can the exit code be 0. By
 * name, since {@code sun.misc.Signal} cannot be used without a compiler warning.
 */
final class StopSignals {

  private static final String[] NAMES = {"INT", "TERM", "HUP"};

  private StopSignals() {}

  /** Completes with the signal's name when the first of them arrives. */
  static CompletableFuture<String> caught() {
    CompletableFuture<String> caught = new CompletableFuture<>();
    for (String name : NAMES) {
      handle(name, caught);
    }
    return caught;
  }

  private static void handle(String name, CompletableFuture<String> caught) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object completing =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                caught.complete(name);
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), completing);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
