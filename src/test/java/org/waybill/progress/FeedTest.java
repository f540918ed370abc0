package org.waybill.progress;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.waybill.task.EventKind;
import org.waybill.task.TaskEvent;
import org.waybill.task.TaskKey;

class FeedTest {

  private static final TaskKey TASK =
      new TaskKey(new UUID(1, 2), "acme", "ann", null, "diagnostic", "diagnostics");

  private final List<TaskEvent> rows = new ArrayList<>();
  private final List<Integer> received = new ArrayList<>();
  private final Feed feed =
      new Feed(
          (task, after) -> rows.stream().filter(e -> e.seq() > after).toList(),
          event -> received.add(event.seq()));

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
    events.forEach(feed::arrived);
    assertThat(received).isEqualTo(IntStream.rangeClosed(1, 200).boxed().toList());
  }

  private List<TaskEvent> commit(int count) {
    for (int seq = 1; seq <= count; seq++) {
      rows.add(new TaskEvent(TASK, seq, EventKind.PROGRESS, Instant.EPOCH, 1, null));
    }
    return rows;
  }
}
