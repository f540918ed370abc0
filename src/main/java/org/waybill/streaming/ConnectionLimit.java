package org.waybill.streaming;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.waybill.config.Setting;
import org.waybill.config.Settings;
import org.waybill.owner.Owner;
import org.waybill.security.Caller;

/** Counts connections of one kind, per user and in total, and rejects those beyond the limits. */
final class ConnectionLimit {

  private final String what;
  private final Setting<Integer> perUser;
  private final Setting<Integer> perNode;
  private final Map<Owner, Integer> open = new ConcurrentHashMap<>();
  private final AtomicInteger all = new AtomicInteger();

  /**
   * @param what the plural, as users know it
   */
  ConnectionLimit(String what, Setting<Integer> perUser, Setting<Integer> perNode) {
    this.what = what;
    this.perUser = perUser;
    this.perNode = perNode;
  }

  /**
   * Takes a slot, which {@link #release} frees.
   *
   * @throws TooManyConnections if there is none
   */
  void acquire(Caller caller, Settings settings) {
    int most = settings.get(perUser);
    if (all.incrementAndGet() > settings.get(perNode)) {
      all.decrementAndGet();
      throw ofNode(settings);
    }
    boolean[] taken = {false};
    open.compute(
        caller.owner(),
        (user, count) -> {
          int now = count == null ? 0 : count;
          taken[0] = now < most;
          return taken[0] ? Integer.valueOf(now + 1) : count;
        });
    if (!taken[0]) {
      all.decrementAndGet();
      throw ofUser(most);
    }
  }

  /**
   * Checks without taking a slot.
   *
   * @throws TooManyConnections if there is none
   */
  void check(Caller caller, Settings settings) {
    if (all.get() >= settings.get(perNode)) {
      throw ofNode(settings);
    }
    int most = settings.get(perUser);
    if (open.getOrDefault(caller.owner(), 0) >= most) {
      throw ofUser(most);
    }
  }

  void release(Caller caller) {
    all.decrementAndGet();
    open.computeIfPresent(caller.owner(), (user, count) -> count == 1 ? null : count - 1);
  }

  private TooManyConnections ofUser(int most) {
    return new TooManyConnections(
        true,
        "You have %d open %s, which is the limit per user (%s); close one first."
            .formatted(most, what, perUser.env()));
  }

  private TooManyConnections ofNode(Settings settings) {
    return new TooManyConnections(
        false,
        "This node has %d open %s, which is its limit (%s); try again later."
            .formatted(settings.get(perNode), what, perNode.env()));
  }
}
