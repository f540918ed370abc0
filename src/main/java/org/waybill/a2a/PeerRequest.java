package org.waybill.a2a;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.waybill.json.Json;

/**
 * A request as an agent's protocol wants it.
 *
 * @param body null for none
 */
record PeerRequest(PeerProtocol protocol, String method, URI uri, JsonObject body) {

  /**
   * So much of a conversation is asked for: the last message is an answer where nothing else is.
   */
  private static final int HISTORY = 5;

  /**
   * Sends a message.
   *
   * @param streams whether the answer is to be a stream of events
   * @param callback for changes of its task, or null
   */
  static PeerRequest send(
      PeerCard card, OutgoingMessage message, boolean streams, Callback callback) {
    boolean old = card.protocol() == PeerProtocol.OLD_RPC;
    JsonObjectBuilder configuration =
        Json.object().add("acceptedOutputModes", Json.array().add("text/plain"));
    if (old) {
      configuration.add("blocking", false);
    } else {
      configuration.add("returnImmediately", true);
    }
    if (callback != null) {
      configuration.add(
          old ? "pushNotificationConfig" : "taskPushNotificationConfig", callback.toJson());
    }
    JsonObjectBuilder params =
        Json.object().add("message", message.toJson(old)).add("configuration", configuration);
    return switch (card.protocol()) {
      case REST -> rest(card, "POST", streams ? "/message:stream" : "/message:send", params);
      case RPC -> rpc(card, streams ? "SendStreamingMessage" : "SendMessage", params);
      case OLD_RPC -> rpc(card, streams ? "message/stream" : "message/send", params);
    };
  }

  static PeerRequest get(PeerCard card, String taskId) {
    JsonObjectBuilder params = Json.object().add("id", taskId).add("historyLength", HISTORY);
    String path = "/tasks/" + encoded(taskId) + "?historyLength=" + HISTORY;
    return switch (card.protocol()) {
      case REST -> rest(card, "GET", path, null);
      case RPC -> rpc(card, "GetTask", params);
      case OLD_RPC -> rpc(card, "tasks/get", params);
    };
  }

  static PeerRequest cancel(PeerCard card, String taskId) {
    return switch (card.protocol()) {
      case REST -> rest(card, "POST", "/tasks/" + encoded(taskId) + ":cancel", Json.object());
      case RPC -> rpc(card, "CancelTask", Json.object().add("id", taskId));
      case OLD_RPC -> rpc(card, "tasks/cancel", Json.object().add("id", taskId));
    };
  }

  static PeerRequest subscribe(PeerCard card, String taskId) {
    return switch (card.protocol()) {
      case REST -> rest(card, "POST", "/tasks/" + encoded(taskId) + ":subscribe", Json.object());
      case RPC -> rpc(card, "SubscribeToTask", Json.object().add("id", taskId));
      case OLD_RPC -> rpc(card, "tasks/resubscribe", Json.object().add("id", taskId));
    };
  }

  private static PeerRequest rpc(PeerCard card, String method, JsonObjectBuilder params) {
    if (!card.tenant().isEmpty()) {
      params.add("tenant", card.tenant());
    }
    JsonObject body =
        Json.object()
            .add("jsonrpc", "2.0")
            .add("id", "1")
            .add("method", method)
            .add("params", params)
            .build();
    return new PeerRequest(card.protocol(), "POST", card.address(), body);
  }

  private static PeerRequest rest(
      PeerCard card, String method, String path, JsonObjectBuilder body) {
    String tenant = card.tenant().isEmpty() ? "" : "/" + encoded(card.tenant());
    URI uri = URI.create(card.address() + tenant + path);
    return new PeerRequest(card.protocol(), method, uri, body == null ? null : body.build());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
