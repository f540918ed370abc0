package org.waybill.mcp;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.waybill.time.Ticker;

/**
 * A call of a tool that its server has not ended. It goes on while nobody follows it: the attempt
 * of the task that began it may end with a question, and a later one follows it further.
 */
final class OpenCall implements ServerMessages {

  /**
   * What came; one of the three.
   *
   * @param asked a form, with its number within the call
   */
  private record Arrived(Asked asked, JsonObject result, Exception failure) {}

  /** A form that the server wants to have filled in. */
  record Asked(int number, McpSession session, JsonObject request) {}

  /** Of one call; further ones are refused. */
  private static final int MOST_FORMS = 100;

  private final BlockingDeque<Arrived> arrived = new LinkedBlockingDeque<>();
  private final AtomicInteger forms = new AtomicInteger();
  private final Ticker ticker;
  private final long begun;
  private volatile Consumer<JsonObject> follower = ignored -> {};
  private volatile Future<?> running;

  OpenCall(Ticker ticker) {
    this.ticker = ticker;
    this.begun = ticker.nanos();
  }

  void runs(Future<?> thread) {
    running = thread;
  }

  /** Notifications go there from now on. */
  void followedBy(Consumer<JsonObject> next) {
    follower = next;
  }

  @Override
  public void notified(JsonObject notification) {
    follower.accept(notification);
  }

  @Override
  public boolean asks(McpSession session, JsonObject request) {
    int number = forms.incrementAndGet();
    return number <= MOST_FORMS
        && arrived.add(new Arrived(new Asked(number, session, request), null, null));
  }

  void ended(JsonObject result) {
    arrived.add(new Arrived(null, result, null));
  }

  void failed(Exception why) {
    arrived.add(new Arrived(null, null, why));
  }

  /**
   * Waits for the result.
   *
   * @param forms answers what the server asks meanwhile; if it throws, the form stays unanswered,
   *     and is the first that the next one gets
   */
  JsonObject result(FormAnswers forms) throws Exception {
    while (true) {
      Arrived next = arrived.take();
      if (next.result() != null) {
        return next.result();
      }
      if (next.failure() instanceof InterruptedException) {
        throw new IOException("the call was interrupted before the result came");
      }
      if (next.failure() != null) {
        throw next.failure();
      }
      try {
        forms.answer(next.asked());
      } catch (Exception e) {
        arrived.addFirst(next);
        throw e;
      }
    }
  }

  /** Answers forms. */
  @FunctionalInterface
  interface FormAnswers {
    void answer(Asked asked) throws Exception;
  }

  /** Since it began. */
  Duration age() {
    return Duration.ofNanos(ticker.nanos() - begun);
  }

  /** Nobody waits for it any more: its server is told. */
  void cancel() {
    if (running != null) {
      running.cancel(true);
    }
  }
}
