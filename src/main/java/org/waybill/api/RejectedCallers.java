package org.waybill.api;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.waybill.owner.Owner;
import org.waybill.security.Caller;
import org.waybill.time.Ticker;

/**
 * Whose calls are refused for a limit again and again: a refusal costs the node almost as much as
 * what is done, so that their next calls wait. A few a second are nobody's loss.
 */
@ApplicationScoped
public class RejectedCallers {

  private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long FREE = 20 * INTERVAL;

  /** So soon after the last refusal nobody waits any more. */
  private static final long LONGEST = TimeUnit.SECONDS.toNanos(5);

  private static final int MOST_REMEMBERED = 10_000;

  /** Until when the refusals of each would last, one after the other at the rate that is free. */
  private final Map<Owner, Long> until = new HashMap<>();

  /** The latest of them. */
  private volatile long last;

  @Inject private Ticker ticker;

  @PostConstruct
  void begin() {
    last = ticker.nanos();
  }

  /** A call of this user was refused for a limit. */
  public synchronized void refused(Caller caller) {
    long now = ticker.nanos();
    if (until.size() >= MOST_REMEMBERED) {
      until.values().removeIf(each -> each - now <= 0);
    }
    if (until.size() < MOST_REMEMBERED) {
      long mine =
          until.merge(
              user(caller),
              now + INTERVAL,
              (old, first) ->
                  now + Math.min(Math.max(old + INTERVAL - now, INTERVAL), FREE + LONGEST));
      last = mine - last > 0 ? mine : last;
    }
  }

  /** How long the next call of this user has to wait. */
  synchronized Duration waitOf(Caller caller) {
    Long over = until.get(user(caller));
    return over == null
        ? Duration.ZERO
        : Duration.ofNanos(Math.max(0, over - ticker.nanos() - FREE));
  }

  /** Whether anybody has to wait. */
  boolean areAny() {
    return last - ticker.nanos() > FREE;
  }

  private static Owner user(Caller caller) {
    return caller.owner();
  }
}
