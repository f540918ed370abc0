package org.waybill.faults;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.waybill.faults.Submission.Reply;
import org.waybill.faults.Submission.Try;
import org.waybill.running.Api;

/** Hands over tasks as a caller should: with a key, again after a refusal, not for ever. */
record Client(Api caller, Journal journal) {

  private static final Clock CLOCK = Clock.systemUTC();

  /** How long it waits for one answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** After a refusal it gives up by then: it knows that nothing will run. */
  private static final Duration REFUSED = Duration.ofSeconds(12);

  /** Without an answer it goes on for longer: it does not know. */
  private static final Duration UNKNOWN = Duration.ofSeconds(60);

  /** Tries until there is a receipt, or it gives up. */
  void submit(Wish wish) throws InterruptedException {
    journal.wanted(wish);
    Instant begun = CLOCK.instant();
    while (true) {
      Try call = call(wish);
      journal.tried(wish.key(), call);
      Duration limit = call.reply() == Reply.UNKNOWN ? UNKNOWN : REFUSED;
      if (call.reply() == Reply.ACCEPTED || call.ended().isAfter(begun.plus(limit))) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(1_000);
    }
  }

  private Try call(Wish wish) {
    HttpRequest request =
        caller
            .request("/api/tasks")
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", wish.key())
            .POST(BodyPublishers.ofString(wish.json()))
            .build();
    Instant begun = CLOCK.instant();
    try {
      return answered(begun, caller.send(request));
    } catch (UncheckedIOException e) {
      return new Try(begun, CLOCK.instant(), Reply.UNKNOWN, null, e.getCause().toString());
    }
  }

  private static Try answered(Instant begun, Api.Answer answer) {
    Instant ended = CLOCK.instant();
    if (answer.status() < 300) {
      return new Try(begun, ended, Reply.ACCEPTED, answer.object().getString("id"), null);
    }
    String detail = answer.status() + " " + detail(answer.body());
    return new Try(begun, ended, Reply.REFUSED, null, detail);
  }

  private static String detail(JsonValue body) {
    return body instanceof JsonObject problem ? problem.getString("detail", "") : body.toString();
  }
}
