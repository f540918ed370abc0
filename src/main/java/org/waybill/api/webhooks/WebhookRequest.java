package org.waybill.api.webhooks;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.camera.CameraState;
import org.waybill.handler.TaskType;
import org.waybill.notify.Secret;
import org.waybill.notify.WebhookSpec;
import org.waybill.outbound.SafeHttpClient;
import org.waybill.security.Caller;
import org.waybill.task.EventKind;
import org.waybill.type.Queues;
import org.waybill.type.TaskTypes;

/** Reads and checks what a webhook's owner wants. */
@ApplicationScoped
class WebhookRequest {

  static final String PREFIX = "task.";

  private static final String CAMERA_PREFIX = "camera.";

  private static final int LONGEST_URL = 2_000;
  private static final int MOST_FILTERS = 50;
  private static final Set<String> NAMES =
      Set.of(
          "url", "description", "scope", "events", "types", "queues", "tags", "enabled", "secret");

  /** What a running attempt reports is for those who are connected. */
  private static final Set<EventKind> TOLD =
      Arrays.stream(EventKind.values())
          .filter(kind -> !kind.isReport())
          .collect(Collectors.toCollection(() -> EnumSet.noneOf(EventKind.class)));

  private static final Set<String> OF_CAMERAS =
      CameraState.events().stream()
          .map(event -> CAMERA_PREFIX + event)
          .collect(Collectors.toCollection(TreeSet::new));

  private static final Set<EventKind> ENDS =
      Arrays.stream(EventKind.values()).filter(EventKind::isEnd).collect(Collectors.toSet());

  @Inject private SafeHttpClient outbound;
  @Inject private TaskTypes types;
  @Inject private Queues queues;

  WebhookSpec read(RequestBody body, Caller caller) {
    body.allowOnly(NAMES, "body");
    String url = body.requiredText("url", LONGEST_URL);
    List<String> events = texts(body, "events", 40);
    return new WebhookSpec(
        outbound.check("url", url).toString(),
        body.text("description", 500),
        allUsers(body, caller),
        kinds(events),
        ofCameras(events),
        among(body, "types", types.all().stream().map(TaskType::name)),
        among(body, "queues", queues.names().stream()),
        texts(body, "tags", 100),
        body.flag("enabled", true));
  }

  /** A secret that the caller brings along, or null. */
  static String secret(RequestBody body) {
    String secret = body.text("secret", 200);
    if (secret != null && !Secret.isSecret(secret)) {
      throw RequestBody.wrong("secret", "is invalid", Secret.ALLOWED);
    }
    return secret;
  }

  /** How long the former secret stays live. */
  static Duration overlap(RequestBody body) {
    return body.duration("overlap", Duration.ofDays(1), Duration.ZERO, Duration.ofDays(30));
  }

  private static boolean allUsers(RequestBody body, Caller caller) {
    String scope = body.text("scope", 10);
    if (scope == null || scope.equals("mine")) {
      return false;
    }
    if (!scope.equals("tenant")) {
      throw RequestBody.wrong("scope", "is '" + scope + "'", "mine, tenant (operators)");
    }
    if (!caller.isOperator()) {
      throw new Problem(403, "Forbidden", "Only operators may use scope tenant.", "scope");
    }
    return true;
  }

  private static Set<EventKind> kinds(List<String> events) {
    if (events == null) {
      return ENDS;
    }
    return events.stream()
        .filter(each -> !OF_CAMERAS.contains(each))
        .map(WebhookRequest::kind)
        .collect(Collectors.toSet());
  }

  private static Set<String> ofCameras(List<String> events) {
    return events == null
        ? Set.of()
        : events.stream().filter(OF_CAMERAS::contains).collect(Collectors.toSet());
  }

  private static EventKind kind(String name) {
    return TOLD.stream()
        .filter(kind -> name.equals(PREFIX + kind.label()))
        .findFirst()
        .orElseThrow(
            () ->
                RequestBody.wrong(
                    "events",
                    "has '" + name + "'",
                    Stream.concat(TOLD.stream().map(k -> PREFIX + k.label()), OF_CAMERAS.stream())
                        .collect(Collectors.joining(", "))));
  }

  private static List<String> among(RequestBody body, String field, Stream<String> known) {
    List<String> given = texts(body, field, 100);
    Set<String> allowed = known.collect(Collectors.toCollection(TreeSet::new));
    if (given != null) {
      for (String each : given) {
        if (!allowed.contains(each)) {
          throw RequestBody.wrong(field, "has '" + each + "'", String.join(", ", allowed));
        }
      }
    }
    return given;
  }

  private static List<String> texts(RequestBody body, String field, int longest) {
    JsonArray array = body.array(field, MOST_FILTERS);
    if (array == null) {
      return null;
    }
    for (JsonValue value : array) {
      if (!(value instanceof JsonString text) || text.getString().length() > longest) {
        throw RequestBody.wrong(
            field, "has " + value, "texts of at most " + longest + " characters");
      }
    }
    return array.getValuesAs(JsonString::getString).stream().distinct().toList();
  }
}
