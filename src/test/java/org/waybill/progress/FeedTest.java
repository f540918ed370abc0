package org.waybill.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waybill.sql.DatabaseFailure;
import org.waybill.task.EventKind;
import org.waybill.task.RecentEvents;
import org.waybill.task.TaskEvent;
import org.waybill.task.TaskKey;

class FeedTest {

  private static final TaskKey TASK =
      new TaskKey(new UUID(1, 2), "acme", "ann", null, "diagnostic", "diagnostics");

  private final List<TaskEvent> rows = new ArrayList<>();
  private final List<Integer> received = new ArrayList<>();
  private final List<Instant> missed = new ArrayList<>();
  private Runnable whileReading = () -> {};
  private boolean room = true;
  private boolean isBehind;
  private boolean isAway;
  private final Feed feed =
      new Feed(
          (task, after, most) -> read(after, most),
          new Client(),
          () -> isBehind = true,
          Feed.YOUNG);

  private List<TaskEvent> read(int after, int most) {
    if (isAway) {
      throw DatabaseFailure.in(new SQLException("away")).orElseThrow();
    }
    List<TaskEvent> page = rows.stream().filter(e -> e.seq() > after).limit(most).toList();
    whileReading.run();
    return page;
  }

  /** It reads when it wants to. */
  private final class Client implements Outlet {
    @Override
    public boolean hasRoom() {
      return room;
    }

    @Override
    public void accept(TaskEvent event) {
      received.add(event.seq());
    }

    @Override
    public void missed(Instant after) {
      missed.add(after);
    }

    @Override
    public void close(String why) {
      throw new AssertionError(why);
    }

    @Override
    public void onRoom(Runnable call) {
      // The tests go on themselves.
    }
  }

  @Test
  void whatArrivesInOrderIsPassedOn() {
    commit(3).forEach(feed::arrived);
    assertThat(received).containsExactly(1, 2, 3);
  }

  @Test
  void whatArrivesTooEarlyIsCompletedFromTheRows() {
    List<TaskEvent> events = commit(3);
    feed.arrived(events.get(2));
    feed.arrived(events.get(0));
    feed.arrived(events.get(1));
    assertThat(isBehind).isTrue();
    feed.goOn();
    assertThat(received).containsExactly(1, 2, 3);
  }

  @Test
  void catchingUpAfterANumberSendsOnlyWhatIsNewer() {
    List<TaskEvent> events = commit(5);
    feed.catchUp(TASK, 3);
    feed.arrived(events.get(3));
    assertThat(received).containsExactly(4, 5);
  }

  @Test
  void aTaskFirstHeardOfLateIsFollowedFromThere() {
    List<TaskEvent> events = commit(40);
    feed.arrived(events.get(29));
    feed.arrived(events.get(30));
    assertThat(received).containsExactly(30, 31);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void noOrderOfArrivalMakesAGapOrARepeat(long seed) {
    List<TaskEvent> events = new ArrayList<>(commit(200));
    feed.catchUp(TASK, 0);
    Collections.shuffle(events, new Random(seed));
    events.forEach(
        event -> {
          feed.arrived(event);
          if (event.seq() % 7 == 0) {
            feed.goOn();
          }
        });
    feed.goOn();
    assertThat(received).isEqualTo(IntStream.rangeClosed(1, 200).boxed().toList());
  }

  @Test
  void whoReadsSlowlyGetsTheRestFromTheRowsWhenThereIsRoom() {
    commit(500);
    feed.catchUp(TASK, 0);
    received.clear();
    room = false;
    List.copyOf(commit(10, 501)).forEach(feed::arrived);
    assertThat(received).isEmpty();
    assertThat(isBehind).isTrue();
    room = true;
    feed.goOn();
    assertThat(received).isEqualTo(IntStream.rangeClosed(501, 510).boxed().toList());
  }

  @Test
  void whoBeginsWhileTheRowsCannotBeReadGetsAllOfItLater() {
    List<TaskEvent> events = List.copyOf(commit(3));
    isAway = true;
    assertThatThrownBy(() -> feed.catchUp(TASK, 0)).isInstanceOf(DatabaseFailure.class);
    feed.arrived(events.get(2));
    isAway = false;
    feed.goOn();
    assertThat(received).containsExactly(1, 2, 3);
  }

  @Test
  void whatWasNotToldIsReadOnceItIsKnownToBeThere() {
    commit(2).forEach(feed::arrived);
    commit(3, 3);
    feed.reached(TASK, 2);
    assertThat(isBehind).isFalse();
    feed.reached(TASK, 5);
    feed.goOn();
    assertThat(received).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void whatArrivesWhileTheRowsAreReadIsNotLost() {
    commit(3);
    whileReading =
        () -> {
          whileReading = () -> {};
          commit(1, 4).forEach(feed::arrived);
        };
    feed.catchUp(TASK, 0);
    assertThat(received).containsExactly(1, 2, 3, 4);
  }

  @Test
  void afterTheClientHasGoneNothingIsSentAndNoRowIsRead() {
    commit(5).forEach(feed::arrived);
    room = false;
    commit(1, 6).forEach(feed::arrived);
    room = true;
    received.clear();
    feed.close();
    // Whoever read now would fail.
    isAway = true;
    feed.goOn();
    commit(1, 7).forEach(feed::arrived);
    feed.reached(TASK, 9);
    feed.found(new RecentEvents.EventNumber(TASK, 9, Instant.EPOCH));
    feed.goOn();
    feed.catchUp(TASK, 0);
    assertThat(received).isEmpty();
  }

  @Test
  void whatWasFoundInTheRowsIsSentOnce() {
    commit(4);
    for (int look = 0; look < 3; look++) {
      for (int seq = 1; seq <= 4; seq++) {
        feed.found(new RecentEvents.EventNumber(TASK, seq, Instant.EPOCH));
      }
      feed.goOn();
    }
    assertThat(received).containsExactly(1, 2, 3, 4);
  }

  @Test
  void whoIsTooManyTasksBehindIsToldSoOnceAndWhereToGoOn() {
    commit(1).forEach(feed::arrived);
    room = false;
    for (int i = 0; i < 10_100; i++) {
      TaskKey other = new TaskKey(new UUID(7, i), "acme", "ann", null, "diagnostic", "diagnostics");
      feed.arrived(new TaskEvent(other, 1, EventKind.QUEUED, Instant.EPOCH, 0, null));
    }
    rows.clear();
    room = true;
    feed.goOn();
    assertThat(missed).hasSize(1);
    assertThat(missed.get(0)).isNotNull();
  }

  private List<TaskEvent> commit(int count) {
    return commit(count, 1);
  }

  private List<TaskEvent> commit(int count, int from) {
    for (int seq = from; seq < from + count; seq++) {
      rows.add(new TaskEvent(TASK, seq, EventKind.PROGRESS, Instant.EPOCH, 1, null));
    }
    return rows.subList(from - 1, rows.size());
  }
}
