package org.waybill.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What clients wanted and were answered, by whichever thread. */
final class Journal {

  private final Map<String, Submission> byKey = new ConcurrentHashMap<>();

  void wanted(Wish wish) {
    byKey.put(
        wish.key(),
        new Submission(wish.key(), wish.orderKey(), wish.poison(), new CopyOnWriteArrayList<>()));
  }

  void tried(String key, Submission.Try call) {
    byKey.get(key).tries().add(call);
  }

  /** All that were tried at least once. */
  List<Submission> all() {
    List<Submission> all = new ArrayList<>(byKey.values());
    all.removeIf(wanted -> wanted.tries().isEmpty());
    return all;
  }
}
