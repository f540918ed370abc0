package org.waybill.worker;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.waybill.config.KnownSettings;
import org.waybill.config.Settings;
import org.waybill.task.Claim;

/**
 * Isolates tasks that are one crash away from failing: a process runs one of them at a time, so
 * that its death identifies the cause. A task that has survived for a while no longer blocks
 * others.
 */
@ApplicationScoped
class Quarantine {

  /** How long a task that had to wait for another stays away. */
  static final Duration LATER = Duration.ofSeconds(5);

  private static final Duration SURVIVED = Duration.ofSeconds(30);

  @Inject private Settings settings;

  private UUID inside;
  private long since;

  /** Whether this attempt may start now. */
  boolean admits(Claim claim, long nowNanos) {
    return claim.crashes() < lastChance() || enter(claim.task().id(), nowNanos);
  }

  private int lastChance() {
    return Math.max(1, settings.get(KnownSettings.TASK_CRASH_LIMIT) - 1);
  }

  private synchronized boolean enter(UUID task, long nowNanos) {
    if (inside != null && nowNanos - since < SURVIVED.toNanos()) {
      return false;
    }
    inside = task;
    since = nowNanos;
    return true;
  }

  /** An attempt has ended; the next one may start if it was the one inside. */
  synchronized void leave(UUID task) {
    if (task.equals(inside)) {
      inside = null;
    }
  }
}
