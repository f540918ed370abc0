package org.waybill.launch;

import java.time.Duration;
import java.util.Optional;
import org.waybill.time.Ticker;

/** Asks again until there is an answer or the time is over. */
final class Poller {

  private static final Ticker TICKER = new Ticker();
  private static final Duration GAP = Duration.ofMillis(100);

  /** A question whose answer is null while there is none. */
  @FunctionalInterface
  interface Question<T, E extends Exception> {
    T ask() throws E;
  }

  private Poller() {}

  static <T, E extends Exception> Optional<T> await(Duration limit, Question<T, E> question)
      throws E {
    long end = TICKER.nanos() + limit.toNanos();
    T answer = question.ask();
    while (answer == null && TICKER.nanos() - end < 0) {
      pause();
      answer = question.ask();
    }
    return Optional.ofNullable(answer);
  }

  static void pause() {
    try {
      Thread.sleep(GAP.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LaunchFailure("Interrupted", e);
    }
  }
}
