package org.waybill.api.chat;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.waybill.agent.AgentServer;
import org.waybill.json.Json;
import org.waybill.running.Api;
import org.waybill.running.Approver;
import org.waybill.running.Postbox;
import org.waybill.running.RunningServer;

/** Two nodes, agents with a scripted model, and calls of one node for what the other may do. */
abstract class TwoNodes {

  static final Duration SOON = Duration.ofSeconds(30);
  static final String MAIL =
      "mail {\"to\":[\"bob@example.com\"],\"subject\":\"Noon\",\"text\":\"See you\"}";

  static BusyModel model;
  static Postbox postbox;
  static RunningServer server;
  static RunningServer worker;
  static Api ann;
  static Api annElsewhere;
  static Approver approver;

  String chat;
  int mails;

  @BeforeAll
  static void start() throws IOException {
    model = new BusyModel();
    postbox = new Postbox();
    Map<String, String> settings = AgentServer.settings(model.scripted(), postbox);
    // The most that a call can cost is 0.30.
    Path models = Files.createTempFile("models", ".json");
    Files.writeString(
        models,
        """
        [{"name": "scripted", "provider": "openai", "url": "%s", "model": "scripted",
          "price": {"in": 0, "out": 36.5}}]
        """
            .formatted(model.scripted().url()));
    settings.put("WAYBILL_MODELS", models.toString());
    settings.put("WAYBILL_BUDGET_USER_PER_DAY", "1");
    server = RunningServer.start(settings);
    worker = server.joinWorker(settings);
    ann = server.api().user("ann");
    annElsewhere = new Api(worker.base(), ann.token());
    approver = new Approver(annElsewhere);
  }

  @AfterAll
  static void end() {
    worker.close();
    server.close();
    model.close();
    postbox.close();
  }

  @BeforeEach
  void aChat() {
    chat = UUID.randomUUID().toString();
    model.reset();
    mails = postbox.received().size();
  }

  JsonObject said(String agent, String message, String whenBusy) {
    JsonObjectBuilder body =
        Json.object().add("chatId", chat).add("agent", agent).add("message", message);
    if (whenBusy != null) {
      body.add("whenBusy", whenBusy);
    }
    Api.Answer accepted = ann.post("/api/chat/stream", body.build());
    assertThat(accepted.status()).as("%s", accepted.body()).isEqualTo(202);
    return accepted.object();
  }

  JsonObject say(String message) {
    JsonObject receipt = said("general", message, null);
    ann.awaitStatus(receipt.getString("taskId"), "completed", SOON);
    return receipt;
  }

  List<String> shown(String query) {
    return ann.get("/api/chats/" + chat + "/messages" + query)
        .object()
        .getJsonArray("items")
        .getValuesAs(each -> each.asJsonObject().getString("content"));
  }

  Api.Answer back(String message, String how, String body) {
    return annElsewhere.post("/api/chats/%s/messages/%s/%s".formatted(chat, message, how), body);
  }

  static JsonObject accepted(Api.Answer answer) {
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(202);
    return answer.object();
  }

  static JsonObject completed(JsonObject receipt) {
    return ann.awaitStatus(receipt.getString("taskId"), "completed", SOON);
  }

  String messageId(String query, int index) {
    return ann.get("/api/chats/" + chat + "/messages" + query)
        .object()
        .getJsonArray("items")
        .getJsonObject(index)
        .getString("id");
  }

  static int number(String task, String name) {
    return ann.get("/api/tasks/" + task + "/steps").object().getJsonArray("items").stream()
        .map(JsonValue::asJsonObject)
        .filter(step -> step.getString("name").equals(name))
        .findFirst()
        .orElseThrow()
        .getInt("number");
  }

  /** Its time is over as soon as the decision is stored, before anybody can begin. */
  static void expireWhenApproved(String approval) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                server.databaseUrl(), server.databaseUser(), server.databasePassword());
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          create function expire() returns trigger language plpgsql as
            'begin new.expires_at := now(); return new; end';
          create trigger expires before update on approval for each row
            when (new.state = 'approved' and new.begun_at is null and new.id = '%s')
            execute function expire();
          """
              .formatted(approval));
    }
  }

  static Api.Answer fork(String task, Object fromStep) {
    return annElsewhere.post(
        "/api/tasks/" + task + "/fork",
        "{\"fromStep\":" + (fromStep instanceof String name ? Json.quote(name) : fromStep) + "}");
  }
}
