package org.waybill.api;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Logs what nobody expected: its stack once for each place that it comes from, a line from then on,
 * so that nobody who finds such a place can fill the disk.
 */
final class UnexpectedErrorLog {

  private static final int MOST_PLACES = 200;
  private static final Set<String> PLACES = ConcurrentHashMap.newKeySet();

  private UnexpectedErrorLog() {}

  /**
   * @param id the error id that the caller received
   */
  static void log(Logger log, String id, Throwable error) {
    StackTraceElement[] stack = error.getStackTrace();
    String place = error.getClass().getName() + (stack.length == 0 ? "" : " at " + stack[0]);
    if (PLACES.size() < MOST_PLACES && PLACES.add(place)) {
      log.log(Level.SEVERE, "Answered 500, error id " + id, error);
    } else {
      log.log(
          Level.SEVERE,
          "Answered 500, error id {0}: {1} again; its stack trace was logged earlier",
          new Object[] {id, place});
    }
  }
}
