package org.waybill.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On whose time many are told, and in which order each of them. */
class FanoutTest {

  private static final int MANY = 1_000;
  private static final int EVENTS = 50;

  private final Fanout fanout = new Fanout();
  private final List<Thread> lanes = new ArrayList<>();
  private final Map<Subscriber, List<Integer>> told = new ConcurrentHashMap<>();

  @AfterEach
  void end() throws InterruptedException {
    for (Thread lane : lanes) {
      lane.interrupt();
      lane.join();
    }
  }

  @Test
  void eachIsToldAllInOrderButNotByWhoTells() {
    List<Subscriber> many = listeners(MANY);
    Set<Thread> tellers = ConcurrentHashMap.newKeySet();
    for (int i = 0; i < EVENTS; i++) {
      int event = i;
      fanout.publish(
          many,
          subscriber -> {
            tellers.add(Thread.currentThread());
            told(subscriber, event);
          });
    }
    assertThat(told).isEmpty();
    startLanes();
    await().until(() -> count() == MANY * EVENTS);
    List<Integer> all = IntStream.range(0, EVENTS).boxed().toList();
    assertThat(told).hasSize(MANY).allSatisfy((who, what) -> assertThat(what).isEqualTo(all));
    assertThat(tellers).containsExactlyInAnyOrderElementsOf(lanes);
  }

  @Test
  void whoTellsMoreThanTheLanesTakeDoesNotTellItselfNorWait() {
    List<Subscriber> many = listeners(20);
    int events = 10_001;
    IntStream.range(0, events)
        .forEach(event -> fanout.publish(many, subscriber -> told(subscriber, event)));
    assertThat(told).isEmpty();
    assertThat(fanout.unpublished()).isEqualTo(Fanout.LANES);
    startLanes();
    await().until(() -> count() == 20 * (events - 1));
  }

  @Test
  void whoHasGoneIsNotTold() {
    List<Subscriber> many = listeners(20);
    many.get(3).leave();
    startLanes();
    fanout.publish(many, subscriber -> told(subscriber, 1));
    await().until(() -> count() == 19);
    assertThat(told).doesNotContainKey(many.get(3));
  }

  @Test
  void oneThatFailsKeepsNobodyElseFromBeingTold() {
    List<Subscriber> many = listeners(20);
    startLanes();
    fanout.publish(
        many,
        subscriber -> {
          told(subscriber, 1);
          throw new IllegalStateException("closed");
        });
    fanout.publish(many, subscriber -> told(subscriber, 2));
    await().until(() -> count() == 2 * 20);
  }

  private void startLanes() {
    for (int i = 0; i < Fanout.LANES; i++) {
      int lane = i;
      Thread thread =
          new Thread(
              () -> {
                try {
                  fanout.run(lane);
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
      thread.start();
      lanes.add(thread);
    }
  }

  private void told(Subscriber subscriber, int event) {
    told.computeIfAbsent(subscriber, l -> Collections.synchronizedList(new ArrayList<>()))
        .add(event);
  }

  private int count() {
    return told.values().stream().mapToInt(List::size).sum();
  }

  private static List<Subscriber> listeners(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Subscriber(null, new OrderedEventFeed(null, null, null, 0), null))
        .toList();
  }
}
