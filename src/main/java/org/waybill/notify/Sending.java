package org.waybill.notify;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.config.NotifyKnobs;
import org.waybill.config.Settings;
import org.waybill.event.Publisher;
import org.waybill.notify.DeliveryTried.Result;
import org.waybill.outbound.Outbound;
import org.waybill.outbound.RefusedAddress;
import org.waybill.outbound.RetryAfter;
import org.waybill.outbound.Sent;
import org.waybill.security.CallerRole;
import org.waybill.security.Standing;
import org.waybill.task.Tasks;
import org.waybill.trace.TraceParent;

/** Sends one delivery, and writes down what came of it. */
@ApplicationScoped
class Sending {

  private static final Logger LOG = Logger.getLogger(Sending.class.getName());
  private static final int GONE = 410;
  private static final int SHOWN = 300;
  private static final Duration LONGEST_WAIT = Duration.ofDays(1);

  @Inject private Settings settings;
  @Inject private Outgoing outgoing;
  @Inject private Webhooks webhooks;
  @Inject private Secrets secrets;
  @Inject private Payloads payloads;
  @Inject private Tasks tasks;
  @Inject private Outbound outbound;
  @Inject private Standing standing;
  @Inject private Publisher publisher;

  private final Clock clock = Clock.systemUTC();

  void send(Due due) {
    if (due.url() == null) {
      giveUp(due, "its webhook is deleted");
      return;
    }
    Optional<String> lost = lostRight(due);
    if (lost.isPresent()) {
      webhooks.disable(due.hookId(), lost.get());
      giveUp(due, lost.get());
      return;
    }
    Optional<String> body = due.body() == null ? compose(due) : Optional.of(due.body());
    if (body.isEmpty()) {
      giveUp(due, "its task is deleted");
      return;
    }
    try {
      answered(due, body.get(), post(due, body.get()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      outgoing.giveBack(due, Duration.ZERO);
    } catch (IOException | RefusedAddress | IllegalArgumentException e) {
      putOff(due, new Outgoing.Try(null, e.getMessage(), body.get()), Duration.ZERO);
    }
  }

  /** A hook acts for its owner: what he may not see any more, it does not tell. */
  private Optional<String> lostRight(Due due) {
    Optional<CallerRole> role = standing.of(due.owner().tenant(), due.owner().userId());
    if (role.isEmpty()) {
      return Optional.of("its owner has no valid API token any more");
    }
    return due.allUsers() && role.get() == CallerRole.USER
        ? Optional.of("scope tenant is for operators, and its owner is none any more")
        : Optional.empty();
  }

  private Optional<String> compose(Due due) {
    Payload payload =
        payloads
            .of(due.format())
            .orElseThrow(() -> new IllegalStateException("nobody writes format " + due.format()));
    return tasks.find(due.what().taskId()).map(task -> payload.of(due.what(), task));
  }

  private Sent post(Due due, String text) throws IOException, InterruptedException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    if (due.traceparent() != null) {
      headers.put(TraceParent.NAME, due.traceparent());
    }
    if (due.format().equals(Payload.SIGNED)) {
      sign(due, body, headers);
    }
    headers.putAll(due.headers());
    return outbound.post(
        URI.create(due.url()), headers, body, settings.get(NotifyKnobs.WEBHOOK_TIMEOUT));
  }

  private void sign(Due due, byte[] body, Map<String, String> headers) {
    Secret secret =
        due.secret() == null
            ? secrets.of(due.owner().tenant(), due.owner().userId())
            : due.secret();
    Instant now = clock.instant();
    String id = due.what().deliveryId().toString();
    headers.put("webhook-id", id);
    headers.put("webhook-timestamp", Long.toString(now.getEpochSecond()));
    headers.put("webhook-signature", secret.sign(id, now, body));
  }

  private void answered(Due due, String body, Sent sent) {
    if (sent.isSuccess()) {
      outgoing.delivered(due, sent.status());
      publisher.publish(new DeliveryTried(Result.DELIVERED));
      return;
    }
    String said = sent.text().length() > SHOWN ? sent.text().substring(0, SHOWN) : sent.text();
    Outgoing.Try failed =
        new Outgoing.Try(sent.status(), "answered " + sent.status() + ": " + said, body);
    if (sent.status() == GONE) {
      webhooks.disable(due.hookId(), "the receiver answered 410 Gone");
      finish(due, failed);
      return;
    }
    putOff(due, failed, RetryAfter.of(sent.header("Retry-After"), clock).orElse(Duration.ZERO));
  }

  /**
   * @param atLeast how long the receiver wants to be left alone
   */
  private void putOff(Due due, Outgoing.Try failed, Duration atLeast) {
    List<Duration> gaps = settings.get(NotifyKnobs.WEBHOOK_GAPS);
    if (due.tries() >= gaps.size()) {
      finish(due, failed);
      return;
    }
    Duration gap = jittered(gaps.get(due.tries()));
    Duration wish = atLeast.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : atLeast;
    outgoing.putOff(due, failed, gap.compareTo(wish) < 0 ? wish : gap);
    publisher.publish(new DeliveryTried(Result.RETRIED));
  }

  /** What failed together need not come back together. */
  private static Duration jittered(Duration gap) {
    return gap.plusMillis(ThreadLocalRandom.current().nextLong(gap.toMillis() / 10 + 1));
  }

  private void giveUp(Due due, String why) {
    finish(due, new Outgoing.Try(null, why, null));
  }

  private void finish(Due due, Outgoing.Try failed) {
    outgoing.putOff(due, failed, null);
    publisher.publish(new DeliveryTried(Result.FAILED));
    LOG.log(
        Level.WARNING,
        "Delivery {0} about task {1} to {2} is given up: {3}",
        new Object[] {due.what().deliveryId(), due.what().taskId(), due.url(), failed.error()});
  }
}
