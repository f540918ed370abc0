package org.waybill.faults;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.waybill.running.Api;

/** Asks every second whether a server is ready. */
final class HealthWatch implements AutoCloseable {

  private static final Clock CLOCK = Clock.systemUTC();

  private final Api api;
  private final List<History.Health> answers = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

  HealthWatch(Api api) {
    this.api = api;
    clock.scheduleWithFixedDelay(this::ask, 0, 1, TimeUnit.SECONDS);
  }

  boolean isReady() {
    return !answers.isEmpty() && answers.get(answers.size() - 1).up();
  }

  private void ask() {
    answers.add(new History.Health(CLOCK.instant(), status()));
  }

  private int status() {
    try {
      return api.send(api.request("/health/ready").timeout(Duration.ofSeconds(3)).GET().build())
          .status();
    } catch (UncheckedIOException e) {
      return 0;
    }
  }

  List<History.Health> answers() {
    return List.copyOf(answers);
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
