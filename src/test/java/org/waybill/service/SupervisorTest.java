package org.waybill.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.waybill.time.Ticker;
import org.waybill.world.Failures;

class SupervisorTest {

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Supervisor supervisor = new Supervisor(threads, new Ticker());
  private final Counts counts = new Counts();

  private static final class Counts implements ServiceListener {
    private final Map<String, Integer> restarts = new ConcurrentHashMap<>();

    @Override
    public void started(String service) {
      restarts.putIfAbsent(service, 0);
    }

    @Override
    public void restarted(String service) {
      restarts.merge(service, 1, Integer::sum);
    }
  }

  static Stream<Throwable> everyKind() {
    return Stream.concat(
        Failures.ofEveryKind(), Stream.of(new InterruptedException("nobody stopped it")));
  }

  @AfterEach
  void stop() {
    supervisor.stop();
    threads.shutdownNow();
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void aServiceStartsAgainWhateverItThrows(Throwable thrown) {
    supervisor.watch(counts);
    AtomicInteger runs = new AtomicInteger();
    CountDownLatch never = new CountDownLatch(1);
    supervisor.run(
        "shaky",
        () -> {
          if (runs.incrementAndGet() == 1) {
            throw Failures.sneaky(thrown);
          }
          never.await();
        });
    await().until(() -> runs.get() == 2);
    await().until(() -> supervisor.troubles().isEmpty());
    assertThat(counts.restarts).containsEntry("shaky", 1);
  }

  @Test
  void aServiceThatPausesIsNamedAndItsNeighbourRuns() {
    CountDownLatch neighbour = new CountDownLatch(3);
    supervisor.run(
        "broken",
        () -> {
          throw new AssertionError("always");
        });
    supervisor.every(Duration.ofMillis(1), "sound", neighbour::countDown);
    await().until(() -> supervisor.troubles().containsKey("broken"));
    assertThat(supervisor.troubles()).doesNotContainKey("sound");
    await().until(() -> neighbour.getCount() == 0);
  }

  @Test
  void aRoundThatFailsIsNotTheLast() {
    supervisor.watch(counts);
    AtomicInteger rounds = new AtomicInteger();
    supervisor.every(
        Duration.ofMillis(1),
        "clock",
        () -> {
          if (rounds.incrementAndGet() % 2 == 1) {
            throw new NoClassDefFoundError("gone");
          }
        });
    await().until(() -> rounds.get() >= 4);
    assertThat(counts.restarts.get("clock")).isPositive();
  }

  @Test
  void aStoppedServiceEnds() throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    Service service =
        supervisor.run(
            "brief",
            () -> {
              begun.countDown();
              try {
                new CountDownLatch(1).await();
              } finally {
                ended.countDown();
              }
            });
    begun.await();
    service.stop();
    ended.await();
    assertThat(supervisor.troubles()).isEmpty();
  }

  @Test
  void oneMoreThanThereIsRoomForStopsTheStart() {
    Supervisor crowded = new Supervisor(service -> {}, new Ticker());
    for (int each = 0; each < Supervisor.MOST; each++) {
      crowded.run("service-" + each, () -> {});
    }
    assertThatThrownBy(() -> crowded.run("too-many", () -> {}))
        .hasMessageContainingAll("too-many", "allowed: " + Supervisor.MOST);
  }

  @Test
  void aNameIsGivenOnce() {
    Supervisor one = new Supervisor(service -> {}, new Ticker());
    one.run("twin", () -> {});
    assertThatThrownBy(() -> one.run("twin", () -> {})).hasMessageContaining("twin");
  }

  @Test
  void whoWatchesLaterKnowsAllServices() {
    supervisor.every(Duration.ofHours(1), "early", () -> {});
    supervisor.watch(counts);
    assertThat(List.copyOf(counts.restarts.keySet())).containsExactly("early");
  }
}
