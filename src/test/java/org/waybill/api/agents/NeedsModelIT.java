package org.waybill.api.agents;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.waybill.json.Json;
import org.waybill.running.Api;
import org.waybill.running.Postbox;
import org.waybill.running.RunningServer;

/** Without a language model, what needs one says so at every interface, and nothing is done. */
class NeedsModelIT {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final List<String> REQUESTS =
      List.of(
          "Book a flight to Lisbon for Friday",
          "Write a poem about autumn",
          "Translate this into French: good morning",
          "Summarise the attached report",
          "Who won the cup?",
          "What is the capital of Australia?",
          "Why is the sky blue?",
          "Tell me a joke",
          "Hello",
          "Thank you!",
          "Send Ann a message that I am late",
          "Order ten boxes of paper",
          "Plan my holiday in Norway",
          "Fix the bug in my code",
          "Open an issue about the login page",
          "Delete all my files",
          "Cancel my subscription",
          "Call the plumber",
          "Remind me to drink water",
          "Draw a cat",
          "Compare Java and Kotlin",
          "How do I make bread?",
          "Buche einen Flug nach Rom",
          "Schreib mir ein Gedicht",
          "Wer ist der Bundeskanzler?",
          "Reply to the last mail",
          "Find me a cheap hotel",
          "Turn off the lights",
          "What should I cook tonight?",
          "Is it going to rain tomorrow?");

  private static Postbox postbox;
  private static RunningServer server;
  private static Api ann;

  /** The interfaces, and how each shows it. */
  private enum Interface {
    CHAT {
      @Override
      String shown(String request) {
        return ended(
            ann.post("/api/chat/stream", Json.object().add("message", request).build())
                .object()
                .getString("taskId"));
      }
    },
    AGENT {
      @Override
      String shown(String request) {
        return ended(
            ann.post(
                    "/api/chat/stream",
                    Json.object().add("message", request).add("agent", "mail").build())
                .object()
                .getString("taskId"));
      }
    },
    TASK {
      @Override
      String shown(String request) {
        JsonObject input = Json.object().add("message", request).build();
        return ended(
            ann.post(
                    "/api/tasks",
                    Json.object().add("type", "chat_message").add("input", input).build())
                .object()
                .getString("id"));
      }
    },
    BOARD {
      @Override
      String shown(String request) {
        return ended(
            ann.post("/api/push", Json.object().add("question", request).build())
                .object()
                .getString("id"));
      }
    },
    VOICE {
      @Override
      String shown(String request) {
        JsonObject part = Json.object().add("kind", "text").add("text", request).build();
        JsonObject root = Json.object().add("root", part).build();
        return ended(
            ann.post(
                    "/message/send/async",
                    Json.object()
                        .add("parts", Json.array().add(root))
                        .add("agent_mode", "route")
                        .build())
                .object()
                .getString("task_id"));
      }
    },
    REQUEST {
      @Override
      String shown(String request) {
        String id = UUID.randomUUID().toString();
        ann.post(
            "/api/requests",
            Json.object().add("message", request).add("correlation_id", id).build());
        JsonObject answer = ann.get("/api/requests/" + id + "?wait=60").object();
        return answer.getString("message").contains("language model")
            ? answer.getString("status") + " needs_model"
            : answer.toString();
      }
    },
    A2A {
      @Override
      String shown(String request) {
        JsonObject message =
            Json.object()
                .add("messageId", UUID.randomUUID().toString())
                .add("role", "ROLE_USER")
                .add("parts", Json.array().add(Json.object().add("text", request)))
                .build();
        JsonObject call =
            Json.object()
                .add("jsonrpc", "2.0")
                .add("id", 1)
                .add("method", "SendMessage")
                .add("params", Json.object().add("message", message))
                .build();
        JsonObject task = ann.post("/a2a", call).object().getJsonObject("result");
        String state = task.getJsonObject("task").getJsonObject("status").getString("state", "");
        return state.equals("TASK_STATE_REJECTED") ? "failed needs_model" : state;
      }
    },
    AGUI {
      @Override
      String shown(String request) throws IOException, InterruptedException {
        JsonObject message =
            Json.object().add("id", "1").add("role", "user").add("content", request).build();
        JsonObject run =
            Json.object()
                .add("threadId", UUID.randomUUID().toString())
                .add("runId", UUID.randomUUID().toString())
                .add("messages", Json.array().add(message))
                .add("tools", Json.array())
                .add("context", Json.array())
                .build();
        String events =
            java.net.http.HttpClient.newHttpClient()
                .send(
                    ann.request("/agui/general")
                        .header("Content-Type", "application/json")
                        .header("Accept", "text/event-stream")
                        .POST(BodyPublishers.ofString(run.toString()))
                        .build(),
                    java.net.http.HttpResponse.BodyHandlers.ofString())
                .body();
        return events.contains("RUN_ERROR") && events.contains("\"needs_model\"")
            ? "failed needs_model"
            : events;
      }
    },
    RESPONSES {
      @Override
      String shown(String request) {
        JsonObject response =
            ann.post(
                    "/v1/responses",
                    Json.object().add("model", "general").add("input", request).build())
                .object();
        return response.getString("status", "")
            + " "
            + (response.toString().contains("needs_model") ? "needs_model" : response.toString());
      }
    };

    /** {@code failed needs_model}, or what came instead. */
    abstract String shown(String request) throws IOException, InterruptedException;
  }

  @BeforeAll
  static void start() throws IOException {
    postbox = new Postbox();
    Map<String, String> settings = postbox.settings();
    settings.put("WAYBILL_TOOL_MAIL_DOMAINS", "example.com");
    server = RunningServer.start(settings);
    ann = server.api().user("ann");
  }

  @AfterAll
  static void end() {
    server.close();
    postbox.close();
  }

  private static String ended(String id) {
    JsonObject task = ann.awaitStatus(id, "failed", SOON);
    return task.getString("status") + " " + task.getString("reason", "");
  }

  @ParameterizedTest
  @EnumSource
  void whatNeedsAModelSaysSo(Interface way) throws Exception {
    for (String request : REQUESTS) {
      assertThat(way.shown(request)).as(request).isEqualTo("failed needs_model");
    }
    assertThat(ann.get("/api/approvals").object().getJsonArray("items")).isEmpty();
    assertThat(ann.get("/api/dead-letters").object().getJsonArray("items")).isEmpty();
    assertThat(postbox.received()).isEmpty();
  }

  /** What needs no guess is still answered. */
  @Test
  void sumsAndDatesAreAnswered() {
    for (String question : List.of("What is 12 * 34?", "Is 2028 a leap year?")) {
      String id =
          ann.post("/api/chat/stream", Json.object().add("message", question).build())
              .object()
              .getString("taskId");

      ann.awaitStatus(id, "completed", SOON);
    }
  }
}
