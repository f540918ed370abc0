package org.waybill.api;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.waybill.owner.Owner;
import org.waybill.service.Supervisor;
import org.waybill.time.Ticker;

/**
 * How many request bodies and large responses may be under way at once: a client that sends or
 * reads slowly holds a thread of the server. When there is no room, the oldest transfer of the user
 * who has most gives way to one of a user who has fewer: nobody keeps others out.
 */
@ApplicationScoped
public class TransferSlots {

  /** Of one user; as many more may wait a moment for one of them. */
  static final int MOST_OF_A_USER = 20;

  /** Of all: servers have 128 threads and more. */
  static final int MOST = 120;

  private static final Duration LOOK = Duration.ofMillis(500);
  private static final int LOOKS = 40;
  private static final long LOOK_NANOS = 5_000_000;

  private final int mostOfUser;
  private final int most;
  private final Map<Owner, Deque<Transfer>> ofUsers = new HashMap<>();
  private final Map<Owner, Integer> waiting = new HashMap<>();
  private final Set<Transfer> all = ConcurrentHashMap.newKeySet();
  private int taken;

  @Inject private Supervisor supervisor;
  @Inject private Ticker ticker;

  /** With the usual bounds. */
  public TransferSlots() {
    this(MOST_OF_A_USER, MOST);
  }

  TransferSlots(int mostOfUser, int most) {
    this.mostOfUser = mostOfUser;
    this.most = most;
  }

  @PostConstruct
  void start() {
    supervisor.every(LOOK, "transfers", this::refresh);
  }

  /** Ends those whose time is over: not every server has a time-out of its own for that. */
  void refresh() {
    for (Transfer each : all) {
      if (each.interruptIfLate()) {
        free(each);
      }
    }
  }

  /** A slot for one more transfer of this user, within a moment; empty if there is none. */
  Optional<Transfer> takeSoon(Owner user, Duration time) {
    Optional<Transfer> slot = take(user, time);
    if (slot.isEmpty() && mayWait(user)) {
      try {
        for (int look = 0; look < LOOKS && slot.isEmpty(); look++) {
          LockSupport.parkNanos(LOOK_NANOS);
          slot = take(user, time);
        }
      } finally {
        stopWaiting(user);
      }
    }
    return slot;
  }

  /** Whoever waits holds a thread as well. */
  private synchronized boolean mayWait(Owner user) {
    return waiting.merge(user, 1, Integer::sum) <= mostOfUser || stopWaiting(user);
  }

  private synchronized boolean stopWaiting(Owner user) {
    waiting.computeIfPresent(user, (each, count) -> count == 1 ? null : count - 1);
    return false;
  }

  /** A slot for one more transfer of this user; empty if there is none. */
  synchronized Optional<Transfer> take(Owner user, Duration time) {
    int own = ofUsers.containsKey(user) ? ofUsers.get(user).size() : 0;
    if (own >= mostOfUser || taken >= most && !makeRoom(own)) {
      return Optional.empty();
    }
    Transfer transfer = new Transfer(this, user, time);
    ofUsers.computeIfAbsent(user, each -> new ArrayDeque<>()).add(transfer);
    taken++;
    all.add(transfer);
    return Optional.of(transfer);
  }

  /** One without a slot, for what cannot be refused: its time should be short. */
  Transfer unlimited(Owner user, Duration time) {
    Transfer transfer = new Transfer(this, user, time);
    all.add(transfer);
    return transfer;
  }

  private boolean makeRoom(int own) {
    Deque<Transfer> largest =
        ofUsers.values().stream().max(Comparator.comparingInt(Deque::size)).orElseThrow();
    if (largest.size() <= own + 1) {
      return false;
    }
    Transfer oldest = largest.getFirst();
    release(oldest);
    oldest.giveWay();
    return true;
  }

  /** Gives a slot back, if it was not taken away. */
  void free(Transfer transfer) {
    all.remove(transfer);
    release(transfer);
  }

  private synchronized void release(Transfer transfer) {
    Deque<Transfer> own = ofUsers.get(transfer.user());
    if (own != null && own.remove(transfer)) {
      taken--;
      if (own.isEmpty()) {
        ofUsers.remove(transfer.user());
      }
    }
  }

  long nanos() {
    return ticker.nanos();
  }
}
