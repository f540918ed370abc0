package org.waybill.api.requests;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.agent.ScriptedModel;
import org.waybill.json.Json;
import org.waybill.running.Api;
import org.waybill.running.Postbox;
import org.waybill.running.RunningServer;

/** A model plans a request; agents work on its steps, and one answer is written. */
class PlannedRequestIT {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String PLAN =
      """
      {"steps":[
        {"id":1,"question":"sum 6*7","agent":"general","after":[]},
        {"id":2,"question":"look at the market","agent":"finance","after":[]},
        {"id":3,"question":"mail the result","agent":"mail","after":[1,2]}]}
      """;

  private static final CyclicBarrier TOGETHER = new CyclicBarrier(2);
  private static volatile String plan = PLAN;
  private static ScriptedModel model;
  private static Postbox postbox;
  private static RunningServer server;
  private static Api ann;

  @BeforeAll
  static void start() throws IOException {
    model = new ScriptedModel(PlannedRequestIT::answer);
    postbox = new Postbox();
    Map<String, String> settings = postbox.settings();
    settings.put("WAYBILL_TOOL_MAIL_DOMAINS", "example.com");
    settings.put("WAYBILL_LLM_URL", model.url());
    settings.put("WAYBILL_LLM_MODEL", "scripted");
    server = RunningServer.start(settings);
    ann = server.api().user("ann");
  }

  @AfterAll
  static void end() {
    server.close();
    model.close();
    postbox.close();
  }

  @BeforeEach
  void clear() {
    plan = PLAN;
    model.requests().clear();
  }

  private static void answer(HttpExchange exchange) throws IOException, InterruptedException {
    String request = model.requests().get(model.requests().size() - 1);
    List<JsonObject> messages =
        Json.read(request).asJsonObject().getJsonArray("messages").getValuesAs(JsonObject.class);
    String instructions = messages.get(0).getString("content");
    JsonObject last = messages.get(messages.size() - 1);
    String text = last.getString("content");
    if (instructions.startsWith("You plan")) {
      ScriptedModel.says(plan).answer(exchange);
    } else if (instructions.startsWith("Write the answer")) {
      ScriptedModel.says("All in all: ", text.replace("\n", " ")).answer(exchange);
    } else if (last.getString("role").equals("tool")) {
      ScriptedModel.says("It is ", text).answer(exchange);
    } else if (text.startsWith("sum ")) {
      meet();
      ScriptedModel.calls("", "calculator", Json.object("expression", text.substring(4)))
          .answer(exchange);
    } else if (text.startsWith("look ")) {
      meet();
      ScriptedModel.says("The market is calm").answer(exchange);
    } else if (text.startsWith("mail ")) {
      JsonObject mail =
          Json.object()
              .add("to", Json.array(List.of("bob@example.com")))
              .add("subject", "Result")
              .add("text", text)
              .build();
      ScriptedModel.calls("", "mail", mail.toString()).answer(exchange);
    } else {
      ScriptedModel.says("Simply: ", text).answer(exchange);
    }
  }

  /** Goes on only when both steps are worked on. */
  private static void meet() throws IOException, InterruptedException {
    try {
      TOGETHER.await(20, TimeUnit.SECONDS);
    } catch (BrokenBarrierException | TimeoutException e) {
      throw new IOException(e);
    }
  }

  private static String submit(String message) {
    JsonObject input = Json.object().add("message", message).build();
    return ann.post("/api/tasks", Json.object().add("type", "request").add("input", input).build())
        .object()
        .getString("id");
  }

  @Test
  void stepsAreDoneTogetherOrAfterEachOtherAndOneAnswerIsWritten() throws Exception {
    String id = submit("Mail bob the sum and the market");
    ann.awaitStatus(id, "input_required", SOON);
    JsonObject approval =
        ann.get("/api/approvals").object().getJsonArray("items").stream()
            .map(JsonValue::asJsonObject)
            .filter(each -> each.getString("taskId").equals(id))
            .findFirst()
            .orElseThrow();
    assertThat(approval.getJsonObject("arguments").getString("text"))
        .contains("mail the result", "sum 6*7", "42", "The market is calm");
    int before = model.requests().size();
    JsonObject decision =
        Json.object()
            .add("decision", "approve")
            .add("digest", approval.getString("digest"))
            .build();
    assertThat(ann.post("/api/approvals/" + approval.getString("id"), decision).status())
        .isEqualTo(200);
    JsonObject output = ann.awaitStatus(id, "completed", SOON).getJsonObject("output");
    assertThat(postbox.received()).hasSize(1);
    assertThat(output.getString("message"))
        .startsWith("All in all: Mail bob")
        .contains("42", "The market is calm");
    assertThat(output.getJsonObject("plan").getJsonArray("steps")).hasSize(3);
    // The end of the mail's turn, and the answer; nothing that was done before the question.
    assertThat(model.requests()).hasSize(before + 2);
  }

  @Test
  void whatIsNoPlanIsAnsweredInOneStep() {
    for (String none :
        List.of(
            "I would rather answer.",
            "{\"steps\":[]}",
            "{\"steps\":[{\"id\":1,\"question\":\"a\",\"agent\":\"general\",\"after\":[2]},"
                + "{\"id\":2,\"question\":\"b\",\"agent\":\"general\",\"after\":[1]}]}",
            "{\"steps\":[{\"id\":1,\"question\":\"a\",\"agent\":\"nobody\",\"after\":[]},"
                + "{\"id\":2,\"question\":\"b\",\"agent\":\"general\",\"after\":[]}]}")) {
      plan = none;
      JsonObject output =
          ann.awaitStatus(submit("Hello there"), "completed", SOON).getJsonObject("output");
      assertThat(output.getString("message")).as(none).isEqualTo("Simply: Hello there");
      assertThat(output.getJsonObject("plan").getJsonArray("steps")).hasSize(1);
    }
  }
}
