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
import org.waybill.config.NotifySettings;
import org.waybill.config.Settings;
import org.waybill.event.Publisher;
import org.waybill.notify.DeliveryAttempted.Result;
import org.waybill.outbound.PostResult;
import org.waybill.outbound.RefusedAddress;
import org.waybill.outbound.RetryAfter;
import org.waybill.outbound.SafeHttpClient;
import org.waybill.security.CallerRole;
import org.waybill.security.OwnerRights;
import org.waybill.task.Tasks;
import org.waybill.trace.TraceParent;

/** Sends one delivery, and writes down what came of it. */
@ApplicationScoped
class DeliverySender {

  private static final Logger LOG = Logger.getLogger(DeliverySender.class.getName());
  private static final int GONE = 410;
  private static final int SHOWN = 300;
  private static final Duration LONGEST_WAIT = Duration.ofDays(1);

  @Inject private Settings settings;
  @Inject private DeliveryQueue deliveryQueue;
  @Inject private Webhooks webhooks;
  @Inject private Secrets secrets;
  @Inject private PayloadFormats payloadFormats;
  @Inject private Tasks tasks;
  @Inject private SafeHttpClient outbound;
  @Inject private OwnerRights ownerRights;
  @Inject private Publisher publisher;
  @Inject private Clock clock;

  void send(DueDelivery dueDelivery) {
    if (dueDelivery.url() == null) {
      giveUp(dueDelivery, "its webhook is deleted");
      return;
    }
    Optional<String> lost = lostRight(dueDelivery);
    if (lost.isPresent()) {
      webhooks.disable(dueDelivery.hookId(), lost.get());
      giveUp(dueDelivery, lost.get());
      return;
    }
    Optional<String> body =
        dueDelivery.body() == null ? compose(dueDelivery) : Optional.of(dueDelivery.body());
    if (body.isEmpty()) {
      giveUp(dueDelivery, "its task is deleted");
      return;
    }
    try {
      answered(dueDelivery, body.get(), post(dueDelivery, body.get()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      deliveryQueue.giveBack(dueDelivery, Duration.ZERO);
    } catch (IOException | RefusedAddress | IllegalArgumentException e) {
      putOff(dueDelivery, new DeliveryQueue.Try(null, e.getMessage(), body.get()), Duration.ZERO);
    }
  }

  /** A webhook acts for its owner: it sends nothing that the owner may no longer see. */
  private Optional<String> lostRight(DueDelivery dueDelivery) {
    Optional<CallerRole> role =
        ownerRights.of(dueDelivery.owner().tenant(), dueDelivery.owner().userId());
    if (role.isEmpty()) {
      return Optional.of("its owner no longer has a valid API token");
    }
    return dueDelivery.allUsers() && role.get().compareTo(CallerRole.OPERATOR) < 0
        ? Optional.of("scope tenant requires role operator, which its owner no longer has")
        : Optional.empty();
  }

  private Optional<String> compose(DueDelivery dueDelivery) {
    PayloadFormat payloadFormat =
        payloadFormats
            .of(dueDelivery.format())
            .orElseThrow(
                () -> new IllegalStateException("no payload format named " + dueDelivery.format()));
    return tasks
        .find(dueDelivery.what().taskId())
        .map(task -> payloadFormat.of(dueDelivery.what(), task));
  }

  private PostResult post(DueDelivery dueDelivery, String text)
      throws IOException, InterruptedException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    if (dueDelivery.traceparent() != null) {
      headers.put(TraceParent.NAME, dueDelivery.traceparent());
    }
    if (dueDelivery.format().equals(PayloadFormat.SIGNED)) {
      sign(dueDelivery, body, headers);
    }
    headers.putAll(dueDelivery.headers());
    return outbound.post(
        URI.create(dueDelivery.url()), headers, body, settings.get(NotifySettings.WEBHOOK_TIMEOUT));
  }

  private void sign(DueDelivery dueDelivery, byte[] body, Map<String, String> headers) {
    Secret secret =
        dueDelivery.secret() == null
            ? secrets.of(dueDelivery.owner().tenant(), dueDelivery.owner().userId())
            : dueDelivery.secret();
    Instant now = clock.instant();
    String id = dueDelivery.what().deliveryId().toString();
    headers.put("webhook-id", id);
    headers.put("webhook-timestamp", Long.toString(now.getEpochSecond()));
    headers.put("webhook-signature", secret.sign(id, now, body));
  }

  private void answered(DueDelivery dueDelivery, String body, PostResult postResult) {
    if (postResult.isSuccess()) {
      deliveryQueue.delivered(dueDelivery, postResult.status());
      publisher.publish(new DeliveryAttempted(Result.DELIVERED));
      return;
    }
    String excerpt =
        postResult.text().length() > SHOWN
            ? postResult.text().substring(0, SHOWN)
            : postResult.text();
    DeliveryQueue.Try failed =
        new DeliveryQueue.Try(
            postResult.status(), "answered " + postResult.status() + ": " + excerpt, body);
    if (postResult.status() == GONE) {
      webhooks.disable(dueDelivery.hookId(), "the receiver answered 410 Gone");
      finish(dueDelivery, failed);
      return;
    }
    putOff(
        dueDelivery,
        failed,
        RetryAfter.of(postResult.header("Retry-After"), clock).orElse(Duration.ZERO));
  }

  /**
   * @param atLeast how long the receiver wants to be left alone
   */
  private void putOff(DueDelivery dueDelivery, DeliveryQueue.Try failed, Duration atLeast) {
    List<Duration> gaps = settings.get(NotifySettings.WEBHOOK_GAPS);
    if (dueDelivery.tries() >= gaps.size()) {
      finish(dueDelivery, failed);
      return;
    }
    Duration gap = jittered(gaps.get(dueDelivery.tries()));
    Duration asked = atLeast.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : atLeast;
    deliveryQueue.putOff(dueDelivery, failed, gap.compareTo(asked) < 0 ? asked : gap);
    publisher.publish(new DeliveryAttempted(Result.RETRIED));
  }

  /** What failed together need not come back together. */
  private static Duration jittered(Duration gap) {
    return gap.plusMillis(ThreadLocalRandom.current().nextLong(gap.toMillis() / 10 + 1));
  }

  private void giveUp(DueDelivery dueDelivery, String why) {
    finish(dueDelivery, new DeliveryQueue.Try(null, why, null));
  }

  private void finish(DueDelivery dueDelivery, DeliveryQueue.Try failed) {
    deliveryQueue.putOff(dueDelivery, failed, null);
    publisher.publish(new DeliveryAttempted(Result.FAILED));
    LOG.log(
        Level.WARNING,
        "Webhook delivery {0} ({1}) to {2} failed, giving up: {3}",
        new Object[] {
          dueDelivery.what().deliveryId(),
          dueDelivery.what().taskId() == null ? "camera" : "task " + dueDelivery.what().taskId(),
          dueDelivery.url(),
          failed.error()
        });
  }
}
