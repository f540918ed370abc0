package org.waybill.api;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.waybill.owner.Owner;

/**
 * How many bodies may be on their way at once: each of them holds a thread. When there is no room,
 * the oldest body of the user who has most gives way to one of a user who has fewer: nobody keeps
 * others out by sending slowly.
 */
final class BodySlots {

  private final int mostOfUser;
  private final int most;
  private final Map<Owner, Deque<BodyTimeout.Read>> ofUsers = new HashMap<>();
  private int all;

  BodySlots(int mostOfUser, int most) {
    this.mostOfUser = mostOfUser;
    this.most = most;
  }

  /**
   * Takes a place for one more body of this user.
   *
   * @param begin begins to read it
   * @return empty if there is none
   */
  synchronized Optional<BodyTimeout.Read> take(Owner user, Supplier<BodyTimeout.Read> begin) {
    int own = ofUsers.containsKey(user) ? ofUsers.get(user).size() : 0;
    if (own >= mostOfUser || all >= most && !makeRoom(own)) {
      return Optional.empty();
    }
    BodyTimeout.Read read = begin.get();
    ofUsers.computeIfAbsent(user, each -> new ArrayDeque<>()).add(read);
    all++;
    return Optional.of(read);
  }

  private boolean makeRoom(int own) {
    Map.Entry<Owner, Deque<BodyTimeout.Read>> largest =
        ofUsers.entrySet().stream()
            .max(Comparator.comparingInt(entry -> entry.getValue().size()))
            .orElseThrow();
    if (largest.getValue().size() <= own + 1) {
      return false;
    }
    BodyTimeout.Read oldest = largest.getValue().getFirst();
    free(largest.getKey(), oldest);
    oldest.giveWay();
    return true;
  }

  /** Gives a place back, if it was not taken away. */
  synchronized void free(Owner user, BodyTimeout.Read read) {
    Deque<BodyTimeout.Read> reads = ofUsers.get(user);
    if (reads != null && reads.remove(read)) {
      all--;
      if (reads.isEmpty()) {
        ofUsers.remove(user);
      }
    }
  }
}
