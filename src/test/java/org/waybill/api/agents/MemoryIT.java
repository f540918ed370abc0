package org.waybill.api.agents;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.agent.AgentServer;
import org.waybill.agent.ModelRequest;
import org.waybill.agent.ScriptedModel;
import org.waybill.json.Json;
import org.waybill.memory.Facts;
import org.waybill.running.Api;
import org.waybill.running.Approver;

/** What agents keep of users and chats. */
class MemoryIT {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String SUMMARY = "Ann wants a pond of 3,000 litres.";

  private static AgentServer agents;

  private Api user;
  private String chat;

  @BeforeAll
  static void start() throws IOException {
    agents = AgentServer.start(MemoryIT::script);
  }

  private static ScriptedModel.Script script(ModelRequest request) {
    String text = request.text();
    if (isSummary(request)) {
      return ScriptedModel.says(SUMMARY);
    }
    return !request.isToolResult() && text.startsWith("remember ")
        ? ScriptedModel.calls("", "remember", Json.object("fact", text.substring(9)))
        : ScriptedModel.says("Yes.");
  }

  private static boolean isSummary(ModelRequest request) {
    return request.instructions().startsWith("Summarize a conversation");
  }

  @AfterAll
  static void end() {
    agents.close();
  }

  @BeforeEach
  void aUser() {
    user = agents.user("user-" + UUID.randomUUID());
    chat = UUID.randomUUID().toString();
    agents.model().requests().clear();
  }

  private String submit(String message) {
    String body =
        Json.object()
            .add("chatId", chat)
            .add("agent", "general")
            .add("message", message)
            .build()
            .toString();
    Api.Answer accepted = user.post("/api/chat/stream", body);
    assertThat(accepted.status()).as("%s", accepted.body()).isEqualTo(202);
    return accepted.object().getString("taskId");
  }

  private String say(String message) {
    String task = submit(message);
    user.awaitStatus(task, "completed", SOON);
    return task;
  }

  private static List<ModelRequest> asked() {
    return agents.model().requests().stream().map(ModelRequest::of).toList();
  }

  private static ModelRequest lastAsked() {
    return asked().get(asked().size() - 1);
  }

  private List<JsonObject> facts() {
    return user.get("/api/facts")
        .object()
        .getJsonArray("items")
        .getValuesAs(JsonValue::asJsonObject);
  }

  @Test
  void factsOfAUserAreReadInEveryChatUntilTheyAreDeleted() {
    Api.Answer added = user.post("/api/facts", Json.object("text", "Ann has a pond"));
    assertThat(added.status()).isEqualTo(201);
    say("Hello");
    assertThat(lastAsked().instructions())
        .startsWith("You are")
        .endsWith("What the user wants you to know:\n- Ann has a pond");

    Api bob = agents.user("bob");
    assertThat(bob.get("/api/facts").object().getJsonArray("items")).isEmpty();
    String path = "/api/facts/" + added.object().getString("id");
    assertThat(bob.delete(path).status()).isEqualTo(404);
    assertThat(user.delete(path).status()).isEqualTo(204);
    assertThat(user.delete(path).status()).isEqualTo(404);
    say("Hello again");
    assertThat(lastAsked().instructions()).doesNotContain("pond");
  }

  @Test
  void anAgentAddsAFactOnlyWithAnApproval() {
    String task = submit("remember Ann has a dog");
    Approver approver = new Approver(user);
    JsonObject approval = approver.asked(task, SOON);
    assertThat(approval.getString("text")).isEqualTo("Remember in all chats: Ann has a dog");
    assertThat(facts()).isEmpty();
    assertThat(approver.approve(approval)).isEqualTo(200);
    user.awaitStatus(task, "completed", SOON);
    assertThat(facts())
        .singleElement()
        .satisfies(
            fact -> {
              assertThat(fact.getString("text")).isEqualTo("Ann has a dog");
              assertThat(fact.getString("taskId")).isEqualTo(task);
            });
  }

  @Test
  void factsHaveABound() {
    for (int i = 0; i < Facts.MOST; i++) {
      assertThat(user.post("/api/facts", Json.object("text", "fact " + i)).status()).isEqualTo(201);
    }
    assertThat(user.post("/api/facts", Json.object("text", "fact 1")).status())
        .as("is there already")
        .isEqualTo(201);
    assertThat(user.post("/api/facts", Json.object("text", "one more")).status()).isEqualTo(409);
    assertThat(facts()).hasSize(Facts.MOST);
    for (String wrong : List.of("{}", "{\"text\":\"\"}", "{\"text\":\"a\\nb\"}", "{\"text\":1}")) {
      Api.Answer refused = user.post("/api/facts", wrong);
      assertThat(refused.status()).as(wrong).isEqualTo(400);
      assertThat(refused.object().getString("field")).isEqualTo("text");
    }
  }

  @Test
  void aLongChatIsSummarizedOnceAndForgottenWithItsMessages() {
    String first = null;
    for (int i = 0; i < 4; i++) {
      String task = say("message %d %s".formatted(i, "x".repeat(16_000)));
      first = first == null ? task : first;
    }
    assertThat(asked()).as("not too long yet").noneMatch(MemoryIT::isSummary);
    say("How big?");
    assertThat(asked().stream().filter(MemoryIT::isSummary))
        .singleElement()
        .satisfies(each -> assertThat(each.text()).contains("User: message 0", "Assistant: Yes."));
    assertThat(lastAsked().instructions())
        .endsWith("What was said in this chat before:\n" + SUMMARY);
    assertThat(lastAsked().conversation())
        .hasSize(3)
        .first()
        .satisfies(text -> assertThat(text).startsWith("message 3"));
    say("Really?");
    assertThat(asked().stream().filter(MemoryIT::isSummary)).hasSize(1);
    assertThat(lastAsked().conversation()).hasSize(5).endsWith("How big?", "Yes.", "Really?");

    assertThat(user.delete("/api/tasks/" + first).status()).isLessThan(300);
    say("And now?");
    assertThat(lastAsked().instructions()).doesNotContain(SUMMARY);
  }
}
