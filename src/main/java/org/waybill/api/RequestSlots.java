package org.waybill.api;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * Whose requests hold how many of the server's threads: whoever does not read the answers keeps
 * each until the server gives the connection up. When many are held, only callers who hold few get
 * more.
 */
final class RequestSlots {

  private final int many;
  private final Map<String, Integer> ofCallers = new HashMap<>();
  private int all;

  /**
   * @param many as many may be held by anybody
   */
  RequestSlots(int many) {
    this.many = many;
  }

  /** Counts one more of this caller; false if there shall be no more. */
  synchronized boolean take(String caller) {
    int own = ofCallers.getOrDefault(caller, 0);
    if (all >= many && own * 2 >= Collections.max(ofCallers.values())) {
      return false;
    }
    ofCallers.put(caller, own + 1);
    all++;
    return true;
  }

  synchronized void free(String caller) {
    ofCallers.computeIfPresent(caller, (each, count) -> count == 1 ? null : count - 1);
    all--;
  }
}
