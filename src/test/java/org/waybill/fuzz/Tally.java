package org.waybill.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What came of it. */
final class Tally {

  private static final int SHOWN = 20;

  private final Map<Integer, Integer> statuses = new TreeMap<>();
  private final List<String> wrong = new ArrayList<>();
  private int refused;

  synchronized void count(int status, String what) {
    statuses.merge(status, 1, Integer::sum);
    refused += status >= 400 ? 1 : 0;
    if (status >= 500) {
      wrong.add(status + " " + what);
    }
  }

  synchronized void hang(String what, Throwable error) {
    wrong.add("no answer to " + what + ": " + error);
  }

  synchronized int refused() {
    return refused;
  }

  synchronized int all() {
    return statuses.values().stream().mapToInt(n -> n).sum();
  }

  synchronized List<String> wrong() {
    return wrong.subList(0, Math.min(SHOWN, wrong.size()));
  }

  @Override
  public synchronized String toString() {
    return statuses + ", " + wrong.size() + " wrong";
  }
}
