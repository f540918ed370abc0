package org.waybill.trace;

import java.util.concurrent.Callable;

/** On whose behalf the current thread works, until it is closed. */
public final class CurrentTrace implements AutoCloseable {

  private static final ThreadLocal<String> CURRENT = new ThreadLocal<>();

  private final String before;

  private CurrentTrace(String before) {
    this.before = before;
  }

  /**
   * Begins to work for this one.
   *
   * @param traceparent a valid one, or null for none
   */
  public static CurrentTrace of(String traceparent) {
    CurrentTrace scope = new CurrentTrace(CURRENT.get());
    set(traceparent);
    return scope;
  }

  /** The {@code traceparent} to pass on, or null. */
  public static String get() {
    return CURRENT.get();
  }

  /** The same work, done in the current trace on whatever thread. */
  public static <T> Callable<T> carriedBy(Callable<T> work) {
    String trace = get();
    return () -> {
      try (CurrentTrace scope = of(trace)) {
        return work.call();
      }
    };
  }

  @Override
  public void close() {
    set(before);
  }

  private static void set(String traceparent) {
    if (traceparent == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(traceparent);
    }
  }
}
