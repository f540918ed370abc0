package org.waybill.mcp;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Calls on this node whose servers wait for a person, by the key of the call. */
final class ParkedCalls {

  /** Each holds a thread and a connection. */
  static final int MOST = 64;

  private final Map<String, OpenCall> calls = new ConcurrentHashMap<>();
  private final Duration limit;

  /**
   * @param limit of a call; afterwards its server does not wait any more
   */
  ParkedCalls(Duration limit) {
    this.limit = limit;
  }

  boolean isFull() {
    forgetOld();
    return calls.size() >= MOST;
  }

  void park(String key, OpenCall call) {
    call.followedBy(ignored -> {});
    calls.put(key, call);
  }

  /** The call, which is parked no longer. */
  Optional<OpenCall> take(String key) {
    return Optional.ofNullable(calls.remove(key));
  }

  /** Nobody has come back for these: their tasks were cancelled, or went on elsewhere. */
  void forgetOld() {
    calls.values().removeIf(call -> call.age().compareTo(limit.multipliedBy(2)) > 0);
  }
}
