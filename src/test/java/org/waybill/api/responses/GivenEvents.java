package org.waybill.api.responses;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.waybill.json.Json;
import org.waybill.streaming.SseEvent;
import org.waybill.task.EventKind;
import org.waybill.task.TaskEvent;
import org.waybill.task.TaskRef;

/** The events of a task, as a test tells them. */
final class GivenEvents {

  static final UUID TASK = UUID.fromString("0198f6a2-7a51-7000-8c11-3a52d1f4c0de");
  static final String APPROVAL = "0198f6a2-7a51-7001-8c11-3a52d1f4c0de";

  private static final TaskRef REF =
      new TaskRef(TASK, "acme", "ann", "chat", "chat_message", "chat_tasks", null, null);

  private final List<TaskEvent> events = new ArrayList<>();
  private int attempt;
  private String answer;
  private String end = "answered";

  static GivenEvents queued() {
    return new GivenEvents().add(EventKind.QUEUED, null);
  }

  GivenEvents add(EventKind kind, String data) {
    Instant at = Instant.ofEpochSecond(1_800_000_000L + events.size());
    events.add(new TaskEvent(REF, events.size() + 1, kind, at, attempt, data));
    return this;
  }

  GivenEvents started() {
    attempt++;
    return add(EventKind.STARTED, "{\"node\":\"a\"}");
  }

  GivenEvents says(String... pieces) {
    for (String piece : pieces) {
      add(EventKind.PARTIAL, Json.object("text", piece));
    }
    return this;
  }

  GivenEvents used(int in, int out) {
    return add(
        EventKind.USAGE, "{\"model\":\"m\",\"in\":%d,\"out\":%d,\"cached\":1}".formatted(in, out));
  }

  GivenEvents calls(String id, String tool) {
    return add(
        EventKind.TOOL_CALL,
        "{\"id\":\"%s\",\"tool\":\"%s\",\"arguments\":{\"to\":\"bob\"}}".formatted(id, tool));
  }

  GivenEvents returned(String id, boolean ok) {
    return add(
        EventKind.TOOL_RESULT,
        "{\"id\":\"%s\",\"tool\":\"mail\",\"ok\":%s,\"summary\":\"sent\"}".formatted(id, ok));
  }

  GivenEvents asksApproval() {
    return add(
        EventKind.INPUT_REQUIRED,
        "{\"question\":{\"kind\":\"approval\",\"text\":\"Send?\",\"options\":[\"%s\"]}}"
            .formatted(APPROVAL));
  }

  GivenEvents callsClient(String id, String tool) {
    return add(
        EventKind.TOOL_CALL,
        "{\"id\":\"%s\",\"tool\":\"%s\",\"arguments\":{\"to\":\"bob\"},\"client\":true}"
            .formatted(id, tool));
  }

  GivenEvents asksClient(String... calls) {
    return add(
        EventKind.INPUT_REQUIRED,
        "{\"question\":{\"kind\":\"tool_calls\",\"text\":\"Run\",\"options\":[\"%s\"]}}"
            .formatted(String.join("\",\"", calls)));
  }

  GivenEvents asks(String text) {
    return add(
        EventKind.INPUT_REQUIRED,
        "{\"question\":{\"kind\":\"text\",\"text\":%s}}".formatted(Json.quote(text)));
  }

  GivenEvents answered() {
    return add(EventKind.QUEUED, "{\"answered\":true}");
  }

  GivenEvents completed(String whole) {
    answer = whole;
    return add(EventKind.COMPLETED, null);
  }

  GivenEvents stoppedBy(String limit) {
    end = limit;
    return this;
  }

  /** All events that a client is sent of the response that begins with this event. */
  List<JsonObject> sent(int from, int after) {
    ResponseRenderer renderer = new ResponseRenderer(replay(), new ResponseId(TASK, from), after);
    List<SseEvent> sent = new ArrayList<>();
    for (TaskEvent event : events) {
      sent.addAll(renderer.of(event));
      if (renderer.endsWith(event)) {
        break;
      }
    }
    return sent.stream()
        .filter(each -> !each.data().equals("[DONE]"))
        .map(each -> Json.read(each.data()).asJsonObject())
        .toList();
  }

  private ResponseReplay replay() {
    KeptRequest request =
        new KeptRequest(
            "general",
            false,
            null,
            List.of(),
            null,
            JsonValue.EMPTY_JSON_OBJECT,
            JsonArray.EMPTY_JSON_ARRAY);
    return new ResponseReplay(
        TASK,
        request,
        new ReplaySource() {
          @Override
          public Optional<PendingApproval> approval(String id) {
            return Optional.of(new PendingApproval("turn.1.call.1", "mail", "{}"));
          }

          @Override
          public Result result() {
            return new Result(answer, end);
          }
        });
  }
}
