package org.waybill.api.webhooks;

import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.waybill.json.Json;
import org.waybill.json.JsonObjectWriter;
import org.waybill.notify.Delivery;
import org.waybill.notify.Secret;
import org.waybill.notify.Webhook;
import org.waybill.notify.WebhookSpec;

/** Webhooks and deliveries as the outside sees them. */
final class WebhookJson {

  private static final String ANSWERED = "answered ";

  private WebhookJson() {}

  /** As an item of a list: without its secret. */
  static void write(StringBuilder out, Webhook webhook) {
    members(new JsonObjectWriter(out), webhook).end();
  }

  static String text(Webhook webhook) {
    return secret(members(new JsonObjectWriter(new StringBuilder(512)), webhook), webhook.secret())
        .end()
        .toString();
  }

  static String text(Secret secret) {
    return secret(new JsonObjectWriter(new StringBuilder()), secret).end().toString();
  }

  /**
   * @param all whether to show the response of the receiver: to operators only
   */
  static void write(StringBuilder out, Delivery delivery, boolean all) {
    JsonObjectWriter text =
        new JsonObjectWriter(out)
            .text("id", delivery.id())
            .text("webhookId", delivery.webhookId())
            .text("userId", delivery.userId())
            .text("taskId", delivery.taskId())
            .text("cameraId", delivery.cameraId())
            .text("type", delivery.event())
            .time("timestamp", delivery.at())
            .text("url", delivery.url())
            .text("state", delivery.state().label())
            .number("tries", delivery.tries());
    if (delivery.httpStatus() != null) {
      text.number("httpStatus", delivery.httpStatus());
    }
    text.text("error", all ? delivery.error() : withoutAnswer(delivery.error()))
        .time("triedAt", delivery.triedAt())
        .time("nextTryAt", delivery.nextTryAt())
        .time("deliveredAt", delivery.deliveredAt())
        .end();
  }

  static String text(Delivery delivery, boolean all) {
    StringBuilder out = new StringBuilder(512);
    write(out, delivery, all);
    return out.toString();
  }

  /** {@code answered 500: …} without what follows the status. */
  private static String withoutAnswer(String error) {
    int colon = error == null || !error.startsWith(ANSWERED) ? -1 : error.indexOf(':');
    return colon < 0 ? error : error.substring(0, colon);
  }

  private static JsonObjectWriter members(JsonObjectWriter out, Webhook webhook) {
    WebhookSpec webhookSpec = webhook.spec();
    return out.text("id", webhook.id())
        .text("userId", webhook.userId())
        .text("url", webhookSpec.url())
        .text("description", webhookSpec.description())
        .text("scope", webhookSpec.allUsers() ? "tenant" : "mine")
        .json(
            "events",
            array(
                Stream.concat(
                        webhookSpec.kinds().stream()
                            .sorted()
                            .map(k -> WebhookRequest.PREFIX + k.label()),
                        webhookSpec.cameraEvents().stream().sorted())
                    .toList()))
        .json("types", array(webhookSpec.types()))
        .json("queues", array(webhookSpec.queues()))
        .json("tags", array(webhookSpec.tags()))
        .flag("enabled", webhookSpec.enabled())
        .text("disabledBecause", webhook.disabledBecause())
        .time("createdAt", webhook.createdAt());
  }

  private static JsonObjectWriter secret(JsonObjectWriter out, Secret secret) {
    return out.text("secret", secret.text())
        .text("formerSecret", secret.former())
        .time("formerSecretUntil", secret.formerUntil());
  }

  private static String array(Collection<String> texts) {
    return texts == null
        ? null
        : texts.stream().map(Json::quote).collect(Collectors.joining(",", "[", "]"));
  }
}
