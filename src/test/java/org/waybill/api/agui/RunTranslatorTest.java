package org.waybill.api.agui;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.waybill.json.Json;
import org.waybill.task.EventKind;
import org.waybill.task.TaskEvent;
import org.waybill.task.TaskRef;

/** The events of a task as those of a run. */
class RunTranslatorTest {

  private static final UUID TASK = new UUID(0, 7);
  private static final RunId RUN = new RunId("thread", "run", null);

  private final List<TaskEvent> history = new ArrayList<>();

  /** What a task's row says. */
  private record Row(boolean asks, String answer) implements RunFacts {

    @Override
    public Optional<JsonObject> outcome(TaskEvent asked) {
      return asks
          ? Optional.of(
              Json.object()
                  .add("type", "interrupt")
                  .add("interrupts", Json.array().add(Json.object().add("id", "i")))
                  .build())
          : Optional.empty();
    }

    @Override
    public JsonObject result() {
      return Json.object().add("agent", "general").build();
    }
  }

  private RunTranslatorTest on(EventKind kind, int attempt, String data) {
    TaskRef task = new TaskRef(TASK, "acme", "ann", "thread", "chat_message", "chats");
    int seq = history.size() + 1;
    history.add(new TaskEvent(task, seq, kind, Instant.ofEpochMilli(1_000L + seq), attempt, data));
    return this;
  }

  private RunTranslatorTest said(int attempt, String text) {
    return on(EventKind.PARTIAL, attempt, Json.object("text", text));
  }

  private static List<JsonObject> all(List<TaskEvent> events, RunTranslator translator) {
    return events.stream().flatMap(each -> translator.of(each).stream()).toList();
  }

  private List<JsonObject> read(RunFacts facts) {
    return all(history, new RunTranslator(RUN, TASK, facts));
  }

  private static List<String> types(List<JsonObject> events) {
    return events.stream().map(each -> each.getString("type")).toList();
  }

  /** What a client makes of it: the text of each message. */
  private static List<String> texts(List<JsonObject> events) {
    List<String> texts = new ArrayList<>();
    for (JsonObject event : events) {
      if (event.getString("type").equals("TEXT_MESSAGE_START")) {
        texts.add("");
      } else if (event.getString("type").equals("TEXT_MESSAGE_CONTENT")) {
        texts.set(texts.size() - 1, texts.get(texts.size() - 1) + event.getString("delta"));
      }
    }
    return texts;
  }

  private RunTranslatorTest called(int attempt) {
    return on(
        EventKind.TOOL_CALL,
        attempt,
        "{\"id\":\"turn.1.call.1\",\"tool\":\"calculator\",\"arguments\":{\"expression\":\"6*7\"}}");
  }

  private RunTranslatorTest answered(int attempt) {
    return on(
        EventKind.TOOL_RESULT,
        attempt,
        "{\"id\":\"turn.1.call.1\",\"tool\":\"calculator\",\"ok\":true,\"summary\":\"42\"}");
  }

  private RunTranslatorTest begun() {
    return on(EventKind.QUEUED, 0, null).on(EventKind.STARTED, 1, "{\"node\":\"n\"}");
  }

  @Test
  void anAnswerWithAToolBecomesTextCallResultAndText() {
    begun()
        .said(1, "Let me ")
        .said(1, "see.")
        .on(EventKind.USAGE, 1, "{\"model\":\"m\",\"in\":5,\"out\":2,\"cached\":1}")
        .on(EventKind.THOUGHT, 1, "{\"text\":\"Let me see.\"}")
        .called(1)
        .answered(1)
        .said(1, "\n\nIt is 42.")
        .on(EventKind.USAGE, 1, "{\"model\":\"m\",\"in\":9,\"out\":3}")
        .on(EventKind.COMPLETED, 1, null);
    List<JsonObject> events = read(new Row(false, "Let me see.\n\nIt is 42."));
    assertThat(types(events))
        .containsExactly(
            "STEP_STARTED",
            "TEXT_MESSAGE_START",
            "TEXT_MESSAGE_CONTENT",
            "TEXT_MESSAGE_CONTENT",
            "TEXT_MESSAGE_END",
            "TOOL_CALL_START",
            "TOOL_CALL_ARGS",
            "TOOL_CALL_END",
            "TOOL_CALL_RESULT",
            "TEXT_MESSAGE_START",
            "TEXT_MESSAGE_CONTENT",
            "TEXT_MESSAGE_END",
            "STEP_FINISHED",
            "RUN_FINISHED");
    assertThat(texts(events)).containsExactly("Let me see.", "It is 42.");
    JsonObject call = events.get(5);
    assertThat(call.getString("toolCallId")).isEqualTo(TASK + "-turn.1.call.1");
    assertThat(call.getString("parentMessageId")).isEqualTo(events.get(1).getString("messageId"));
    assertThat(events.get(6).getString("delta")).isEqualTo("{\"expression\":\"6*7\"}");
    JsonObject end = events.get(events.size() - 1);
    assertThat(end.getString("threadId")).isEqualTo("thread");
    assertThat(end.getJsonObject("outcome").getString("type")).isEqualTo("success");
    assertThat(end.getJsonObject("result").getString("agent")).isEqualTo("general");
    JsonObject usage = end.getJsonArray("usage").getJsonObject(0);
    assertThat(usage.getInt("inputTokens")).isEqualTo(14);
    assertThat(usage.getInt("cachedInputTokens")).isEqualTo(1);
  }

  @Test
  void whatAnotherAttemptRepeatsIsNotShownAgain() {
    begun()
        .said(1, "One two")
        .on(EventKind.RETRYING, 1, "{\"error\":\"e\",\"delayMs\":5}")
        .on(EventKind.STARTED, 2, null)
        .said(2, "One ")
        .said(2, "two three")
        .on(EventKind.COMPLETED, 2, null);
    List<JsonObject> events = read(new Row(false, "One two three"));
    assertThat(texts(events)).containsExactly("One two", "three");
    assertThat(types(events)).doesNotContain("text_replaced").contains("CUSTOM");
  }

  @Test
  void whatAnotherAttemptSaysOtherwiseReplacesTheMessages() {
    begun().said(1, "One two").on(EventKind.STARTED, 2, null).said(2, "One ").said(2, "more");
    List<JsonObject> events = read(new Row(false, null));
    assertThat(texts(events)).containsExactly("One two", "One more");
    JsonObject replaced =
        events.stream()
            .filter(each -> each.getString("name", "").equals("text_replaced"))
            .findFirst()
            .orElseThrow();
    assertThat(replaced.getJsonObject("value").getJsonArray("messageIds")).hasSize(1);
  }

  @Test
  void anAnswerThatDidNotStreamIsShownAtTheEnd() {
    begun().on(EventKind.COMPLETED, 1, null);
    assertThat(texts(read(new Row(false, "42")))).containsExactly("42");
    begunAgain();
    begun().said(1, "4").on(EventKind.COMPLETED, 1, null);
    assertThat(texts(read(new Row(false, "42")))).containsExactly("42");
  }

  private void begunAgain() {
    history.clear();
  }

  @Test
  void aQuestionEndsTheRunAndTheNextOneGoesOnWithoutRepeating() {
    begun().said(1, "I will.").called(1).on(EventKind.INPUT_REQUIRED, 1, "{\"question\":{}}");
    List<TaskEvent> first = List.copyOf(history);
    RunTranslator asking = new RunTranslator(RUN, TASK, new Row(true, null));
    List<JsonObject> events = all(first, asking);
    assertThat(asking.isOver()).isTrue();
    JsonObject end = events.get(events.size() - 1);
    assertThat(end.getJsonObject("outcome").getString("type")).isEqualTo("interrupt");
    assertThat(end.getJsonObject("outcome").getJsonArray("interrupts")).hasSize(1);
    history.clear();
    on(EventKind.QUEUED, 1, "{\"answered\":true}")
        .on(EventKind.STARTED, 2, null)
        .said(2, "I will.")
        .called(2)
        .answered(2)
        .said(2, "\n\nDone.")
        .on(EventKind.COMPLETED, 2, null);
    RunTranslator next = new RunTranslator(RUN, TASK, new Row(true, "I will.\n\nDone."));
    next.skip(first);
    assertThat(next.isOver()).isFalse();
    List<JsonObject> rest = all(history, next);
    assertThat(types(rest))
        .containsExactly(
            "STEP_STARTED",
            "TOOL_CALL_RESULT",
            "TEXT_MESSAGE_START",
            "TEXT_MESSAGE_CONTENT",
            "TEXT_MESSAGE_END",
            "STEP_FINISHED",
            "RUN_FINISHED");
    assertThat(texts(rest)).containsExactly("Done.");
  }

  @Test
  void aQuestionThatWasAnsweredElsewhereDoesNotEndTheRun() {
    begun().on(EventKind.INPUT_REQUIRED, 1, "{\"question\":{}}").on(EventKind.STARTED, 2, null);
    assertThat(types(read(new Row(false, null))))
        .containsExactly("STEP_STARTED", "STEP_FINISHED", "STEP_STARTED");
  }

  /** The client knows what its own tools have returned. */
  @Test
  void aCallOfTheClientsToolHasNoResult() {
    String call = "{\"id\":\"turn.1.call.1\",\"tool\":\"paint\",\"client\":true,\"ok\":true}";
    begun().on(EventKind.TOOL_CALL, 1, call).on(EventKind.TOOL_RESULT, 2, call);
    assertThat(types(read(new Row(false, null))))
        .containsExactly("STEP_STARTED", "TOOL_CALL_START", "TOOL_CALL_ARGS", "TOOL_CALL_END");
  }

  @Test
  void failureIsAnErrorWithItsReasonAndCancellationAnOutcome() {
    begun().on(EventKind.FAILED, 1, "{\"error\":\"No model.\",\"reason\":\"needs_model\"}");
    List<JsonObject> failed = read(new Row(false, null));
    JsonObject error = failed.get(failed.size() - 1);
    assertThat(error.getString("type")).isEqualTo("RUN_ERROR");
    assertThat(error.getString("code")).isEqualTo("needs_model");
    history.clear();
    begun().said(1, "Hm").on(EventKind.CANCELLED, 1, "{\"error\":\"cancelled\"}");
    List<JsonObject> cancelled = read(new Row(false, null));
    assertThat(types(cancelled)).endsWith("TEXT_MESSAGE_END", "STEP_FINISHED", "RUN_FINISHED");
    assertThat(cancelled.get(cancelled.size() - 1).getJsonObject("outcome").getString("type"))
        .isEqualTo("cancelled");
  }

  @Test
  void thoughtsPlansAndSteeringHaveEventsOfTheirOwn() {
    begun()
        .on(EventKind.PLAN, 1, "{\"steps\":[\"look\"]}")
        .on(EventKind.THOUGHT, 1, "{\"text\":\"Hm.\"}")
        .on(EventKind.STEERED, 1, "{\"text\":\"Shorter!\"}")
        .on(EventKind.PROGRESS, 1, "{\"percent\":50}");
    List<JsonObject> events = read(new Row(false, null));
    assertThat(types(events))
        .containsExactly(
            "STEP_STARTED",
            "ACTIVITY_SNAPSHOT",
            "REASONING_START",
            "REASONING_MESSAGE_START",
            "REASONING_MESSAGE_CONTENT",
            "REASONING_MESSAGE_END",
            "REASONING_END",
            "TEXT_MESSAGE_START",
            "TEXT_MESSAGE_CONTENT",
            "TEXT_MESSAGE_END",
            "CUSTOM");
    assertThat(events.get(7).getString("role")).isEqualTo("user");
  }

  @Test
  void aRefusedCallHasItsBeginningToo() {
    begun().answered(1);
    assertThat(types(read(new Row(false, null))))
        .containsExactly(
            "STEP_STARTED",
            "TOOL_CALL_START",
            "TOOL_CALL_ARGS",
            "TOOL_CALL_END",
            "TOOL_CALL_RESULT");
  }
}
