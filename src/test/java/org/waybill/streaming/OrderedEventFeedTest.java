package org.waybill.streaming;

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
import org.waybill.sql.DatabaseException;
import org.waybill.task.EventKind;
import org.waybill.task.EventReplay;
import org.waybill.task.TaskEvent;
import org.waybill.task.TaskRef;

class OrderedEventFeedTest {

  private static final TaskRef TASK =
      new TaskRef(new UUID(1, 2), "acme", "ann", null, "diagnostic", "diagnostics");

  private final List<TaskEvent> rows = new ArrayList<>();
  private final List<Integer> received = new ArrayList<>();
  private final List<Instant> missed = new ArrayList<>();
  private Runnable whileReading = () -> {};
  private boolean room = true;
  private boolean isBehind;
  private boolean isAway;
  private final OrderedEventFeed orderedEventFeed =
      new OrderedEventFeed(
          (task, after, most) -> read(after, most),
          new Client(),
          () -> isBehind = true,
          OrderedEventFeed.YOUNG);

  private List<TaskEvent> read(int after, int most) {
    if (isAway) {
      throw DatabaseException.in(new SQLException("away")).orElseThrow();
    }
    List<TaskEvent> page = rows.stream().filter(e -> e.seq() > after).limit(most).toList();
    whileReading.run();
    return page;
  }

  /** It reads when it wants to. */
  private final class Client implements EventSink {
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

  private void catchUp(int after) {
    orderedEventFeed.startAfter(TASK, after);
    orderedEventFeed.catchUp(TASK, after);
  }

  @Test
  void whatArrivesInOrderIsPassedOn() {
    commit(3).forEach(orderedEventFeed::arrived);
    assertThat(received).containsExactly(1, 2, 3);
  }

  @Test
  void whatArrivesTooEarlyIsCompletedFromTheRows() {
    List<TaskEvent> events = commit(3);
    orderedEventFeed.arrived(events.get(2));
    orderedEventFeed.arrived(events.get(0));
    orderedEventFeed.arrived(events.get(1));
    assertThat(isBehind).isTrue();
    orderedEventFeed.goOn();
    assertThat(received).containsExactly(1, 2, 3);
  }

  @Test
  void catchingUpAfterANumberSendsOnlyWhatIsNewer() {
    List<TaskEvent> events = commit(5);
    catchUp(3);
    orderedEventFeed.arrived(events.get(3));
    assertThat(received).containsExactly(4, 5);
  }

  /** A client comes back while the task reports: what is new waits for what it has missed. */
  @Test
  void whatArrivesBeforeTheRowsAreReadIsNotAheadOfThem() {
    List<TaskEvent> events = commit(40);
    orderedEventFeed.startAfter(TASK, 7);
    orderedEventFeed.arrived(events.get(29));
    assertThat(received).isEmpty();
    orderedEventFeed.arrived(events.get(7));
    orderedEventFeed.catchUp(TASK, 7);
    assertThat(received).isEqualTo(IntStream.rangeClosed(8, 40).boxed().toList());
  }

  /** The same with the events of many tasks, which are replayed by time. */
  @Test
  void whatArrivesDuringAReplayComesAfterIt() {
    List<TaskEvent> events = commit(40);
    orderedEventFeed.replay(
        Instant.EPOCH,
        () -> {
          orderedEventFeed.arrived(events.get(38));
          assertThat(received).isEmpty();
          events.subList(20, 38).forEach(orderedEventFeed::replayed);
          orderedEventFeed.arrived(events.get(39));
        });
    assertThat(received).isEqualTo(IntStream.rangeClosed(21, 40).boxed().toList());
  }

  @Test
  void moreThanCanWaitDuringAReplayIsSaidToBeMissed() {
    List<TaskEvent> events = commit(1);
    orderedEventFeed.replay(
        Instant.EPOCH,
        () -> {
          orderedEventFeed.replayed(events.get(0));
          for (int i = 0; i < 10_001; i++) {
            orderedEventFeed.arrived(events.get(0));
          }
        });
    assertThat(received).containsExactly(1);
    assertThat(missed).hasSize(1);
  }

  @Test
  void aTaskFirstHeardOfLateIsFollowedFromThere() {
    List<TaskEvent> events = commit(40);
    orderedEventFeed.arrived(events.get(29));
    orderedEventFeed.arrived(events.get(30));
    assertThat(received).containsExactly(30, 31);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void noOrderOfArrivalMakesAGapOrARepeat(long seed) {
    List<TaskEvent> events = new ArrayList<>(commit(200));
    catchUp(0);
    Collections.shuffle(events, new Random(seed));
    events.forEach(
        event -> {
          orderedEventFeed.arrived(event);
          if (event.seq() % 7 == 0) {
            orderedEventFeed.goOn();
          }
        });
    orderedEventFeed.goOn();
    assertThat(received).isEqualTo(IntStream.rangeClosed(1, 200).boxed().toList());
  }

  @Test
  void whoReadsSlowlyGetsTheRestFromTheRowsWhenThereIsRoom() {
    commit(500);
    catchUp(0);
    received.clear();
    room = false;
    List.copyOf(commit(10, 501)).forEach(orderedEventFeed::arrived);
    assertThat(received).isEmpty();
    assertThat(isBehind).isTrue();
    room = true;
    orderedEventFeed.goOn();
    assertThat(received).isEqualTo(IntStream.rangeClosed(501, 510).boxed().toList());
  }

  @Test
  void whoBeginsWhileTheRowsCannotBeReadGetsAllOfItLater() {
    List<TaskEvent> events = List.copyOf(commit(3));
    isAway = true;
    assertThatThrownBy(() -> catchUp(0)).isInstanceOf(DatabaseException.class);
    orderedEventFeed.arrived(events.get(2));
    isAway = false;
    orderedEventFeed.goOn();
    assertThat(received).containsExactly(1, 2, 3);
  }

  @Test
  void whatWasNotToldIsReadOnceItIsKnownToBeThere() {
    commit(2).forEach(orderedEventFeed::arrived);
    commit(3, 3);
    orderedEventFeed.reached(TASK, 2);
    assertThat(isBehind).isFalse();
    orderedEventFeed.reached(TASK, 5);
    orderedEventFeed.goOn();
    assertThat(received).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void whatArrivesWhileTheRowsAreReadIsNotLost() {
    commit(3);
    whileReading =
        () -> {
          whileReading = () -> {};
          commit(1, 4).forEach(orderedEventFeed::arrived);
        };
    catchUp(0);
    assertThat(received).containsExactly(1, 2, 3, 4);
  }

  @Test
  void afterTheClientHasGoneNothingIsSentAndNoRowIsRead() {
    commit(5).forEach(orderedEventFeed::arrived);
    room = false;
    commit(1, 6).forEach(orderedEventFeed::arrived);
    room = true;
    received.clear();
    orderedEventFeed.close();
    // Whoever read now would fail.
    isAway = true;
    orderedEventFeed.goOn();
    commit(1, 7).forEach(orderedEventFeed::arrived);
    orderedEventFeed.reached(TASK, 9);
    orderedEventFeed.found(new EventReplay.EventNumber(TASK, 9, Instant.EPOCH));
    orderedEventFeed.goOn();
    catchUp(0);
    assertThat(received).isEmpty();
  }

  @Test
  void whatWasFoundInTheRowsIsSentOnce() {
    commit(4);
    for (int look = 0; look < 3; look++) {
      for (int seq = 1; seq <= 4; seq++) {
        orderedEventFeed.found(new EventReplay.EventNumber(TASK, seq, Instant.EPOCH));
      }
      orderedEventFeed.goOn();
    }
    assertThat(received).containsExactly(1, 2, 3, 4);
  }

  @Test
  void whoIsTooManyTasksBehindIsToldSoOnceAndWhereToGoOn() {
    commit(1).forEach(orderedEventFeed::arrived);
    room = false;
    for (int i = 0; i < 10_100; i++) {
      TaskRef other = new TaskRef(new UUID(7, i), "acme", "ann", null, "diagnostic", "diagnostics");
      orderedEventFeed.arrived(new TaskEvent(other, 1, EventKind.QUEUED, Instant.EPOCH, 0, null));
    }
    rows.clear();
    room = true;
    orderedEventFeed.goOn();
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
