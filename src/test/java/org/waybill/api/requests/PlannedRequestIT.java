package org.waybill.api.requests;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.agent.AgentServer;
import org.waybill.agent.ModelRequest;
import org.waybill.agent.ScriptedModel;
import org.waybill.json.Json;
import org.waybill.running.Api;
import org.waybill.running.Approver;

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
  private static AgentServer agents;
  private static Api ann;

  @BeforeAll
  static void start() throws IOException {
    agents = AgentServer.start(PlannedRequestIT::script);
    ann = agents.user("ann");
  }

  @AfterAll
  static void end() {
    agents.close();
  }

  @BeforeEach
  void clear() {
    plan = PLAN;
    agents.model().requests().clear();
  }

  private static ScriptedModel.Script script(ModelRequest request) {
    String text = request.text();
    if (request.instructions().startsWith("You plan")) {
      return ScriptedModel.says(plan);
    }
    if (request.instructions().startsWith("Write the answer")) {
      return ScriptedModel.says("All in all: ", text.replace("\n", " "));
    }
    if (request.isToolResult()) {
      return ScriptedModel.says("It is ", text);
    }
    if (text.startsWith("sum ")) {
      String sum = Json.object("expression", text.substring(4));
      return together(ScriptedModel.calls("", "calculator", sum));
    }
    if (text.startsWith("look ")) {
      return together(ScriptedModel.says("The market is calm"));
    }
    if (text.startsWith("mail ")) {
      JsonObject mail =
          Json.object()
              .add("to", Json.array(List.of("bob@example.com")))
              .add("subject", "Result")
              .add("text", text)
              .build();
      return ScriptedModel.calls("", "mail", mail.toString());
    }
    return ScriptedModel.says("Simply: ", text);
  }

  /** Goes on only when both steps are worked on. */
  private static ScriptedModel.Script together(ScriptedModel.Script script) {
    return exchange -> {
      try {
        TOGETHER.await(20, TimeUnit.SECONDS);
      } catch (BrokenBarrierException | TimeoutException e) {
        throw new IOException(e);
      }
      script.answer(exchange);
    };
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
    Approver approver = new Approver(ann);
    JsonObject approval = approver.asked(id, SOON);
    assertThat(approval.getJsonObject("arguments").getString("text"))
        .contains("mail the result", "sum 6*7", "42", "The market is calm");
    int before = agents.model().requests().size();
    assertThat(approver.approve(approval)).isEqualTo(200);
    JsonObject output = ann.awaitStatus(id, "completed", SOON).getJsonObject("output");
    assertThat(agents.postbox().received()).hasSize(1);
    assertThat(output.getString("message"))
        .startsWith("All in all: Mail bob")
        .contains("42", "The market is calm");
    assertThat(output.getJsonObject("plan").getJsonArray("steps")).hasSize(3);
    // The end of the mail's turn, and the answer; nothing that was done before the question.
    assertThat(agents.model().requests()).hasSize(before + 2);
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
