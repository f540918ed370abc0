package org.waybill.api.a2a;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Optional;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;

/**
 * A message, and how to respond to it.
 *
 * @param waits whether to respond only when the task has ended
 * @param historyLength maximum number of messages in the history of the response; null for all
 * @param push push notification configuration, or null
 * @param metadata of the request as a whole, or null
 */
record SendRequest(
    IncomingMessage message,
    boolean waits,
    Integer historyLength,
    Optional<PushRequest> push,
    JsonObject metadata) {

  static SendRequest read(RequestBody params, ProtocolVersion protocolVersion) {
    IncomingMessage message = IncomingMessage.read(params, protocolVersion);
    RequestBody configuration = params.nested("configuration");
    try {
      requireText(configuration);
      return new SendRequest(
          message,
          waits(params, configuration, protocolVersion),
          HistoryLength.length(configuration),
          push(configuration, protocolVersion),
          metadata(params));
    } catch (A2aProblem e) {
      throw e;
    } catch (Problem e) {
      throw e.in("configuration.");
    }
  }

  /** The same without waiting, since the events follow in the stream. */
  SendRequest atOnce() {
    return new SendRequest(message, false, historyLength, push, metadata);
  }

  private static boolean waits(
      RequestBody params, RequestBody configuration, ProtocolVersion protocolVersion) {
    return switch (protocolVersion) {
      case V1_0 -> !configuration.flag("returnImmediately", false);
      case V0_3 -> configuration.flag("blocking", true);
      // Its clients omit members that are false.
      case V0_3_HTTP -> configuration.flag("blocking", params.value("configuration") == null);
    };
  }

  private static Optional<PushRequest> push(
      RequestBody configuration, ProtocolVersion protocolVersion) {
    String name =
        switch (protocolVersion) {
          case V1_0 -> "taskPushNotificationConfig";
          case V0_3 -> "pushNotificationConfig";
          case V0_3_HTTP -> "pushNotification";
        };
    JsonValue value = configuration.value(name);
    return value == null
        ? Optional.empty()
        : Optional.of(PushRequest.read(RequestBody.of(value, name), protocolVersion));
  }

  private static JsonObject metadata(RequestBody params) {
    if (params.value("metadata") == null) {
      return null;
    }
    if (!(params.value("metadata") instanceof JsonObject object)) {
      throw A2aProblem.wrong("metadata", "is not an object", "a JSON object");
    }
    return object;
  }

  /** Answers are text; callers that accept no text are rejected. */
  private static void requireText(RequestBody configuration) {
    if (!(configuration.value("acceptedOutputModes") instanceof JsonArray modes)
        || modes.isEmpty()) {
      return;
    }
    boolean accepted =
        modes.stream()
            .map(mode -> mode instanceof JsonString text ? text.getString() : "")
            .anyMatch(mode -> mode.startsWith("text") || mode.startsWith("*/"));
    if (!accepted) {
      throw new A2aProblem(
          A2aError.CONTENT_TYPE_NOT_SUPPORTED,
          "configuration.acceptedOutputModes is " + modes + "; answers are text/plain",
          "configuration.acceptedOutputModes");
    }
  }
}
