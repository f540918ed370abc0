package org.waybill.api.agui;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.waybill.agent.AgentServer;
import org.waybill.agent.ModelRequest;
import org.waybill.agent.ScriptedModel;
import org.waybill.json.Json;
import org.waybill.running.Api;
import org.waybill.running.EventSource;
import org.waybill.running.NodePackages;

/**
 * Front ends that speak AG-UI: the official client (what it does stands in {@code src/test/agui}),
 * and calls that it does not make.
 */
class AgUiIT {

  private static final Duration SOON = Duration.ofSeconds(30);

  private static AgentServer agents;
  private static Api ann;

  @BeforeAll
  static void start() throws Exception {
    agents = AgentServer.start(AgUiIT::script);
    ann = agents.user("ann-agui");
  }

  @AfterAll
  static void end() {
    agents.close();
  }

  /** What the model does with a request: it goes by the last message. */
  private static ScriptedModel.Script script(ModelRequest request) {
    String text = request.text();
    if (request.isToolResult()) {
      return ScriptedModel.says("The tool said ", text);
    }
    if (text.startsWith("mail ")) {
      return ScriptedModel.calls("", "mail", text.substring(5));
    }
    if (text.startsWith("sum ")) {
      return ScriptedModel.calls(
          "Let me see.", "calculator", Json.object("expression", text.substring(4)));
    }
    if (text.equals("paint and add")) {
      return ScriptedModel.callsAll(
          "paint", Json.object("color", "red"),
          "calculator", Json.object("expression", "20+1"),
          "paint", Json.object("color", "green"));
    }
    if (text.startsWith("paint ")) {
      return ScriptedModel.calls("", "paint", Json.object("color", text.substring(6)));
    }
    if (text.equals("slow")) {
      return ScriptedModel.says(500, "one ", "two ", "three");
    }
    return ScriptedModel.says("I was asked: " + request.conversation().get(0));
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }

  private static String body(String thread, String run, String text) {
    return """
        {"threadId":%s,"runId":%s,"state":{},"tools":[],"context":[],"forwardedProps":{},
         "messages":[{"id":"m","role":"user","content":%s}]}"""
        .formatted(Json.quote(thread), Json.quote(run), Json.quote(text));
  }

  private static String resume(String thread, String run, String interrupt, String answer) {
    return """
        {"threadId":%s,"runId":%s,"messages":[],"tools":[],"context":[],
         "resume":[{"interruptId":%s,%s}]}"""
        .formatted(Json.quote(thread), Json.quote(run), Json.quote(interrupt), answer);
  }

  private static final String PAINT =
      """
      {"name":"paint","description":"Paints the page.","parameters":{
        "$schema":"http://json-schema.org/draft-07/schema#","type":"object",
        "required":["color"],"properties":{"color":{"type":"string"}}}}""";

  /** A call of a client that has a tool, and these messages after the user's. */
  private static String painting(String thread, String run, String text, String more) {
    return """
        {"threadId":%s,"runId":%s,"tools":[%s],"context":[],
         "messages":[{"id":"m","role":"user","content":%s}%s]}"""
        .formatted(Json.quote(thread), Json.quote(run), PAINT, Json.quote(text), more);
  }

  private static String result(String call, String content) {
    return ",{\"id\":%s,\"role\":\"tool\",\"toolCallId\":%s,\"content\":%s}"
        .formatted(Json.quote(id()), Json.quote(call), Json.quote(content));
  }

  private static List<String> pending(List<JsonObject> events) {
    assertThat(outcome(events)).isEqualTo("success");
    JsonObject outcome = end(events).getJsonObject("outcome");
    return outcome.containsKey("pendingToolCallIds")
        ? outcome.getJsonArray("pendingToolCallIds").getValuesAs(JsonString::getString)
        : List.of();
  }

  private static String said(List<JsonObject> events) {
    return String.join(
        "",
        events.stream()
            .filter(each -> each.getString("type").equals("TEXT_MESSAGE_CONTENT"))
            .map(each -> each.getString("delta"))
            .toList());
  }

  private static EventSource open(Api caller, String agent, String body) {
    return EventSource.open(
        caller
            .request("/agui/" + agent)
            .header("Content-Type", "application/json")
            .header("Accept", "text/event-stream")
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  /** The events of a run, to its end. */
  private static List<JsonObject> run(String agent, String body) {
    try (EventSource stream = open(ann, agent, body)) {
      assertThat(stream.status()).isEqualTo(200);
      assertThat(stream.header("Content-Type")).startsWith("text/event-stream");
      return stream.all(SOON).stream().map(EventSource.Message::json).toList();
    }
  }

  private static JsonObject end(List<JsonObject> events) {
    return events.get(events.size() - 1);
  }

  private static String outcome(List<JsonObject> events) {
    return end(events).getJsonObject("outcome").getString("type");
  }

  private static Api.Answer refused(String agent, String body, int status) {
    Api.Answer answer = ann.post("/agui/" + agent, body);
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(status);
    return answer;
  }

  private static void refused(String body, int status, String code) {
    JsonObject problem = refused("general", body, status).object();
    assertThat(problem.getString("code", null)).isEqualTo(code);
  }

  /** A task of this thread that asks for a text. */
  private static String asking(String thread) {
    String body =
        "{\"type\":\"diagnostic\",\"chatId\":%s,\"input\":{\"askInput\":\"Which one?\"}}"
            .formatted(Json.quote(thread));
    Api.Answer accepted = ann.post("/api/tasks", body);
    assertThat(accepted.status()).as("%s", accepted.body()).isEqualTo(202);
    String id = accepted.object().getString("id");
    ann.awaitStatus(id, "input_required", SOON);
    return id;
  }

  private static String resolved(String text) {
    return "\"status\":\"resolved\",\"payload\":" + Json.quote(text);
  }

  @Test
  void theOfficialClientWorksUnchanged() throws Exception {
    NodePackages packages = NodePackages.install("agui", "agui");
    int mails = agents.postbox().received().size();
    packages.run(
        List.of("node", "client.mjs"),
        Map.of("WAYBILL", agents.running().base().toString(), "TOKEN", ann.token()));
    assertThat(agents.postbox().received()).hasSize(mails + 1);
    assertThat(agents.model().requests()).noneMatch(request -> request.contains("pirate"));
  }

  @Test
  void aRepeatedRunIsTheSameAndAnotherBodyIsRefused() {
    String thread = id();
    String run = id();
    List<JsonObject> first = run("general", body(thread, run, "sum 1+2"));
    List<JsonObject> again = run("general", body(thread, run, "sum 1+2"));
    assertThat(again.subList(1, again.size())).isEqualTo(first.subList(1, first.size()));
    assertThat(first.get(0).getString("type")).isEqualTo("RUN_STARTED");
    assertThat(outcome(first)).isEqualTo("success");
    assertThat(ann.get("/api/tasks?chatId=" + thread).object().getJsonArray("items")).hasSize(1);
    refused(body(thread, run, "sum 2+2"), 409, "run_id_used");
    refused(body(id(), run, "sum 1+2"), 409, "run_id_used");
  }

  @Test
  void aRunGoesOnWithoutItsRequestAndIsShownFromItsBeginning() {
    String body = body(id(), id(), "slow");
    try (EventSource stream = open(ann, "general", body)) {
      stream.until(SOON, message -> message.data().contains("TEXT_MESSAGE_CONTENT"));
    }
    List<JsonObject> whole = run("general", body);
    assertThat(outcome(whole)).isEqualTo("success");
    assertThat(String.join("", whole.stream().map(each -> each.getString("delta", "")).toList()))
        .isEqualTo("one two three");
  }

  @Test
  void anAnswerUnderTheFinishedRunsIdCountsOnce() {
    String thread = id();
    String task = asking(thread);
    String interrupt = task + ".1";
    refused(resume(id(), "r", interrupt, resolved("blue")), 404, null);
    refused(resume(thread, "r", id() + ".1", resolved("blue")), 404, null);
    refused(resume(thread, "r", task + ".2", resolved("blue")), 409, "interrupt_not_open");
    refused("general", resume(thread, "r", interrupt, "\"status\":\"resolved\""), 400);
    String wrong = "\"status\":\"resolved\",\"payload\":7";
    assertThat(
            refused("general", resume(thread, "r", interrupt, wrong), 400)
                .object()
                .getString("field"))
        .isEqualTo("resume[0].payload");
    String answer = resume(thread, "r", interrupt, resolved("blue"));
    List<JsonObject> first = run("general", answer);
    assertThat(outcome(first)).isEqualTo("success");
    assertThat(ann.get("/api/tasks/" + task).object().toString()).contains("blue");
    assertThat(run("general", answer)).hasSameSizeAs(first);
    refused(resume(thread, "r", interrupt, resolved("red")), 409, "already_answered");
    refused(resume(thread, "other", interrupt, resolved("blue")), 409, "already_answered");
    refused(body(thread, "r", "sum 1+1"), 409, "run_id_used");
    agents.running().kill();
    agents.running().restart();
    assertThat(run("general", answer)).hasSameSizeAs(first);
    refused(resume(thread, "other", interrupt, resolved("blue")), 409, "already_answered");
  }

  @Test
  void aQuestionThatWasAnsweredElsewhereTakesNoAnswer() {
    String thread = id();
    String task = asking(thread);
    assertThat(ann.post("/api/tasks/" + task + "/input", "{\"input\":\"blue\"}").status())
        .isLessThan(300);
    ann.awaitStatus(task, "completed", SOON);
    String late = resume(thread, id(), task + ".1", resolved("red"));
    refused(late, 409, "interrupt_not_open");
  }

  @Test
  void anAbandonedQuestionCancelsTheTask() {
    String thread = id();
    String task = asking(thread);
    String gone = resume(thread, id(), task + ".1", "\"status\":\"cancelled\"");
    assertThat(outcome(run("general", gone))).isEqualTo("cancelled");
    assertThat(outcome(run("general", gone))).isEqualTo("cancelled");
    assertThat(ann.awaitStatus(task, "cancelled", SOON)).isNotNull();
  }

  @Test
  void theSameRunOverAnApprovalThatWasGivenElsewhereShowsAll() {
    String mail = "{\"to\":[\"bob@example.com\"],\"subject\":\"Hi\",\"text\":\"You\"}";
    String thread = id();
    String run = id();
    String body = body(thread, run, "mail " + mail);
    List<JsonObject> asked = run("mail", body);
    JsonObject interrupt =
        end(asked).getJsonObject("outcome").getJsonArray("interrupts").getJsonObject(0);
    String approval = interrupt.getString("id");
    String go = "\"status\":\"resolved\"";
    refused(resume(thread, run, approval, go), 403, "approval_right_missing");
    String no = "\"status\":\"cancelled\"";
    refused(resume(thread, run, approval, no), 403, "approval_right_missing");
    String task = interrupt.getJsonObject("metadata").getString("taskId");
    refused(resume(thread, run, task + ".1", resolved("yes")), 403, "approval_right_missing");
    String decision =
        Json.object()
            .add("decision", "refuse")
            .add("digest", interrupt.getJsonObject("metadata").getString("digest"))
            .build()
            .toString();
    String path = interrupt.getJsonObject("metadata").getString("approval");
    assertThat(ann.post(path, decision).status()).isEqualTo(200);
    refused(resume(thread, run, approval, resolved("yes")), 409, "already_decided");
    List<JsonObject> rest = run("mail", resume(thread, run, approval, go));
    assertThat(outcome(rest)).isEqualTo("success");
    List<JsonObject> whole = run("mail", body);
    assertThat(outcome(whole)).isEqualTo("success");
    assertThat(whole.toString()).contains("TOOL_CALL_START", "TOOL_CALL_RESULT");
  }

  @Test
  void aToolOfTheFrontEndIsWaitedForThroughARestartAndItsResultCountsOnce() {
    String thread = id();
    String first = id();
    List<JsonObject> asked = run("general", painting(thread, first, "paint red", ""));
    String call = pending(asked).get(0);
    JsonObject arguments =
        asked.stream()
            .filter(each -> each.getString("type").equals("TOOL_CALL_ARGS"))
            .findFirst()
            .orElseThrow();
    assertThat(arguments.getString("toolCallId")).isEqualTo(call);
    assertThat(arguments.getString("delta")).isEqualTo("{\"color\":\"red\"}");
    agents.running().kill();
    agents.running().restart();
    String answer = painting(thread, "second", "paint red", result(call, "painted red"));
    Api bob = agents.running().api().user("bob-paints");
    assertThat(bob.post("/agui/general", answer).status()).isEqualTo(404);
    refused(painting(id(), "second", "paint red", result(call, "x")), 404, null);
    refused(painting(thread, "second", "paint red", result(call + "1", "x")), 404, null);
    refused(painting(thread, "second", "paint red", result("x", "x")), 404, null);
    List<JsonObject> goesOn = run("general", answer);
    assertThat(pending(goesOn)).isEmpty();
    assertThat(said(goesOn)).isEqualTo("The tool said painted red");
    assertThat(goesOn.toString()).doesNotContain("TOOL_CALL");
    assertThat(run("general", answer)).hasSameSizeAs(goesOn);
    String other = painting(thread, "second", "paint red", result(call, "painted blue"));
    refused(other, 409, "already_answered");
    String otherRun = painting(thread, "third", "paint red", result(call, "painted red"));
    refused(otherRun, 409, "already_answered");
    // The first run's id is no place to hide: what is not taken is said.
    String firstRun = painting(thread, first, "paint red", result(call, "painted blue"));
    refused(firstRun, 409, "already_answered");
  }

  @Test
  void severalCallsAreAnsweredOneByOneAfterTheServersOwn() {
    String thread = id();
    List<JsonObject> asked = run("general", painting(thread, id(), "paint and add", ""));
    List<String> calls = pending(asked);
    assertThat(calls).hasSize(2);
    assertThat(asked.toString()).contains("TOOL_CALL_RESULT").contains("21");
    String green = result(calls.get(1), "green it is");
    List<JsonObject> next = run("general", painting(thread, id(), "paint and add", green));
    assertThat(pending(next)).containsExactly(calls.get(0));
    String both = green + result(calls.get(0), "red it is");
    List<JsonObject> last = run("general", painting(thread, id(), "paint and add", both));
    assertThat(pending(last)).isEmpty();
    assertThat(said(last)).isEqualTo("The tool said green it is");
    String seen = agents.model().requests().get(agents.model().requests().size() - 1);
    assertThat(seen).contains("red it is", "green it is", "21");
  }

  /** The front end has the result, and the user has said more since. */
  @Test
  void aMessageAfterTheResultIsTheNextRun() {
    String thread = id();
    String call = pending(run("general", painting(thread, id(), "paint red", ""))).get(0);
    String more =
        result(call, "painted") + ",{\"id\":\"n\",\"role\":\"user\",\"content\":\"sum 2+3\"}";
    String run = id();
    List<JsonObject> next = run("general", painting(thread, run, "paint red", more));
    assertThat(said(next)).contains("5");
    assertThat(run("general", painting(thread, run, "paint red", more))).hasSameSizeAs(next);
    assertThat(ann.get("/api/tasks?chatId=" + thread).object().toString())
        .doesNotContain("input_required");
  }

  @Test
  void theFrontEndsToolTakesNoNameOfTheServersAndApprovesNothing() {
    String taken = painting(id(), id(), "hello", "").replace("\"paint\"", "\"calculator\"");
    JsonObject problem = refused("general", taken, 400).object();
    assertThat(problem.getString("field")).isEqualTo("tools[0].name");
    String thread = id();
    String mail = "{\"to\":[\"bob@example.com\"],\"subject\":\"Hi\",\"text\":\"You\"}";
    List<JsonObject> asked = run("mail", painting(thread, id(), "mail " + mail, ""));
    assertThat(outcome(asked)).isEqualTo("interrupt");
    String call =
        end(asked)
            .getJsonObject("outcome")
            .getJsonArray("interrupts")
            .getJsonObject(0)
            .getString("toolCallId");
    int mails = agents.postbox().received().size();
    refused("mail", painting(thread, id(), "mail " + mail, result(call, "approved")), 400);
    assertThat(agents.postbox().received()).hasSize(mails);
  }

  @Test
  void othersSeeNothingAndBadInputIsNamed() {
    String thread = id();
    String task = asking(thread);
    Api bob = agents.running().api().user("bob-agui");
    String answer = resume(thread, id(), task + ".1", resolved("mine"));
    assertThat(bob.post("/agui/general", answer).status()).isEqualTo(404);
    assertThat(agents.running().api().post("/agui/general", answer).status()).isEqualTo(404);
    assertThat(new Api(agents.running().base(), "nobody").post("/agui/general", answer).status())
        .isEqualTo(401);
    assertThat(refused("nobody", body(id(), id(), "hello"), 404).object().getString("detail"))
        .contains("general");
    assertThat(refused("general", "{}", 400).object().getString("field")).isEqualTo("threadId");
    assertThat(refused("general", body("a/b", "r", "x"), 400).object().getString("field"))
        .isEqualTo("threadId");
    String nothing = "{\"threadId\":\"t\",\"runId\":\"%s\",\"messages\":[]}".formatted(id());
    assertThat(refused("general", nothing, 400).object().getString("field")).isEqualTo("messages");
    refused("general", "[]", 400);
    refused("general", "{", 400);
  }
}
