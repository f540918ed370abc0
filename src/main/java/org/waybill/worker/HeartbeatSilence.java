package org.waybill.worker;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * How long each worker has sent no heartbeat while this node was able to check. Time in which this
 * node or the database was frozen or unavailable does not count.
 */
final class HeartbeatSilence {

  /** Checks run each second; a longer gap between two checks does not count as observed time. */
  private static final Duration LONGEST_LOOK = Duration.ofSeconds(2);

  private record Seen(Instant heartbeat, Duration silent) {}

  private final Map<UUID, Seen> seen = new HashMap<>();
  private Duration passed = Duration.ZERO;

  /**
   * A check of all workers begins.
   *
   * @param sinceLast time since the previous check
   */
  void refresh(Duration sinceLast) {
    passed = sinceLast.compareTo(LONGEST_LOOK) < 0 ? sinceLast : LONGEST_LOOK;
  }

  /** How long this worker has been seen to be silent. */
  Duration of(UUID worker, Instant heartbeat) {
    Seen last = seen.get(worker);
    Duration silent =
        last != null && last.heartbeat().equals(heartbeat)
            ? last.silent().plus(passed)
            : Duration.ZERO;
    seen.put(worker, new Seen(heartbeat, silent));
    return silent;
  }

  /** Forgets all others. */
  void keep(Set<UUID> workers) {
    seen.keySet().retainAll(workers);
  }
}
