package org.waybill.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.waybill.handler.NothingDone;
import org.waybill.handler.RecordedContext;
import org.waybill.json.Json;
import org.waybill.owner.Owner;
import org.waybill.tool.Risk;
import org.waybill.tool.Tool;
import org.waybill.tool.ToolCall;
import org.waybill.tool.ToolFailure;

class RemoteToolTest {

  private static final String OK = "{\"content\":[{\"type\":\"text\",\"text\":\"fine\"}]}";

  private static McpServer connected(ScriptedMcpServer peer) throws InterruptedException {
    McpServer server = new McpServer(peer.spec(), ScriptedMcpServer.THREADS);
    server.refresh();
    assertThat(server.error()).isNull();
    return server;
  }

  private static JsonObject run(Tool tool) throws Exception {
    ToolCall call =
        new ToolCall("call", new RecordedContext(new Owner("acme", "ann"), UUID.randomUUID(), 1));
    return tool.run(JsonValue.EMPTY_JSON_OBJECT, call).asJsonObject();
  }

  /** After a start, a task may run before its server was asked. */
  @Test
  void aServerThatHasNotAnsweredYetMayBringItsTools() throws Exception {
    try (ScriptedMcpServer peer = new ScriptedMcpServer((s, e, m) -> s.json(e, m, OK))) {
      McpServer server = new McpServer(peer.spec(), ScriptedMcpServer.THREADS);
      assertThat(server.mayBring("peer_look_up")).isTrue();
      assertThat(server.mayBring("look_up")).isFalse();
      server.refresh();
      assertThat(server.mayBring("peer_other")).isFalse();
    }
  }

  @Test
  void toolsHaveTheServersNameAndWriteUnlessTheySayOtherwise() throws Exception {
    try (ScriptedMcpServer peer = new ScriptedMcpServer((s, e, m) -> s.json(e, m, OK))) {
      List<RemoteTool> tools = connected(peer).tools();
      assertThat(tools)
          .extracting(tool -> tool.spec().name())
          .containsExactly("peer_look_up", "peer_change");
      assertThat(tools)
          .extracting(tool -> tool.spec().risk())
          .containsExactly(Risk.READ, Risk.WRITE);
      // Whatever draft it names, and whatever of it cannot be checked here.
      assertThat(tools)
          .extracting(tool -> tool.spec().arguments())
          .containsExactly("{\"type\":\"object\"}", "{\"type\":\"object\"}");
      assertThat(tools.get(0).spec().source()).isEqualTo("mcp:peer");
      assertThat(run(tools.get(0)).getString("text")).isEqualTo("fine");
    }
  }

  @Test
  void aForgottenSessionIsOpenedAnewAndTheCallSentOnceMore() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    ScriptedMcpServer.Script forgetful =
        (s, e, m) -> {
          if (calls.incrementAndGet() % 3 == 0) {
            s.status(e, calls.get() == 3 ? 404 : 400);
          } else {
            s.json(e, m, OK);
          }
        };
    try (ScriptedMcpServer peer = new ScriptedMcpServer(forgetful)) {
      Tool tool = connected(peer).tools().get(0);
      for (int i = 0; i < 6; i++) {
        assertThat(run(tool).getString("text")).isEqualTo("fine");
      }
      assertThat(calls).hasValue(8);
      assertThat(peer.count("initialize")).isEqualTo(3);
    }
  }

  @Test
  void aServerThatForgetsEverySessionIsNotAskedForEver() throws Exception {
    try (ScriptedMcpServer peer = new ScriptedMcpServer((s, e, m) -> s.status(e, 404))) {
      Tool tool = connected(peer).tools().get(1);
      assertThat(catchThrowableOfType(NothingDone.class, () -> run(tool))).isNotNull();
      assertThat(peer.count("tools/call")).isEqualTo(2);
    }
  }

  @Test
  void anErrorOfTheServerIsNoLostSession() throws Exception {
    try (ScriptedMcpServer peer = new ScriptedMcpServer((s, e, m) -> s.status(e, 503))) {
      Tool tool = connected(peer).tools().get(0);
      ToolFailure failure = catchThrowableOfType(ToolFailure.class, () -> run(tool));
      assertThat(failure).hasMessageContaining("503");
      assertThat(peer.count("initialize")).isEqualTo(1);
    }
  }

  @Test
  void aStreamThatIsCutAfterAnIdIsResumedAndTheCallIsRunOnce() throws Exception {
    AtomicReference<String> id = new AtomicReference<>();
    ScriptedMcpServer.Script cut =
        (s, e, m) -> {
          if (m != null) {
            id.set(m.getString("id"));
            s.events(e, "id: e-1\ndata:\n\n");
          } else {
            s.events(e, "id: e-2\ndata: " + ScriptedMcpServer.response(id.get(), OK) + "\n\n");
          }
        };
    try (ScriptedMcpServer peer = new ScriptedMcpServer(cut)) {
      assertThat(run(connected(peer).tools().get(1)).getString("text")).isEqualTo("fine");
      assertThat(peer.count("tools/call")).isEqualTo(1);
      assertThat(peer.log()).contains("GET e-1");
    }
  }

  @Test
  void aStreamThatIsCutBeforeAnyIdFailsAndIsNotRepeated() throws Exception {
    try (ScriptedMcpServer peer =
        new ScriptedMcpServer((s, e, m) -> s.events(e, ": nothing\n\n"))) {
      Tool tool = connected(peer).tools().get(1);
      ToolFailure failure = catchThrowableOfType(ToolFailure.class, () -> run(tool));
      assertThat(failure.code()).isEqualTo("connection_lost");
      assertThat(failure.isPassing()).isTrue();
      assertThat(peer.count("tools/call")).isEqualTo(1);
    }
  }

  @Test
  void aServerThatIsSilentIsLeftAfterTheTimeOfACall() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    ScriptedMcpServer.Script silent =
        (s, e, m) -> {
          e.getResponseHeaders().set("Content-Type", "text/event-stream");
          e.sendResponseHeaders(200, 0);
          e.getResponseBody().write("id: e-1\ndata:\n\n".getBytes(StandardCharsets.UTF_8));
          e.getResponseBody().flush();
          try {
            never.await();
          } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
          }
        };
    try (ScriptedMcpServer peer = new ScriptedMcpServer(silent)) {
      ServerSpec spec = peer.spec();
      McpServer server =
          new McpServer(
              new ServerSpec(
                  "peer",
                  spec.url(),
                  List.of(),
                  Map.of(),
                  Map.of(),
                  Set.of(),
                  Map.of(),
                  Duration.ofSeconds(1)),
              ScriptedMcpServer.THREADS);
      server.refresh();
      ToolFailure failure =
          catchThrowableOfType(ToolFailure.class, () -> run(server.tools().get(0)));
      assertThat(failure.code()).isEqualTo("timed_out");
      assertThat(peer.count("tools/call")).isEqualTo(1);
    }
  }

  @Test
  void whatTheToolSaysOfItselfIsAFailureAndLongResultsAreCut() throws Exception {
    String failed =
        "{\"isError\":true,\"content\":[{\"type\":\"text\",\"text\":\"no such page\"}]}";
    try (ScriptedMcpServer peer = new ScriptedMcpServer((s, e, m) -> s.json(e, m, failed))) {
      Tool tool = connected(peer).tools().get(0);
      ToolFailure failure = catchThrowableOfType(ToolFailure.class, () -> run(tool));
      assertThat(failure).hasMessage("no such page");
      assertThat(failure.code()).isEqualTo("tool_failed");
    }
    String large = "{\"content\":[{\"type\":\"text\",\"text\":\"" + "x".repeat(300_000) + "\"}]}";
    try (ScriptedMcpServer peer = new ScriptedMcpServer((s, e, m) -> s.json(e, m, large))) {
      assertThat(run(connected(peer).tools().get(0)).getString("text"))
          .hasSizeLessThan(201_000)
          .endsWith("[cut: the result has 300000 characters]");
    }
  }

  @Test
  void aServerThatIsNotThereDidNothingAndShowsItsError() throws Exception {
    ScriptedMcpServer peer = new ScriptedMcpServer((s, e, m) -> s.json(e, m, OK));
    McpServer server = connected(peer);
    peer.close();
    assertThat(catchThrowableOfType(NothingDone.class, () -> run(server.tools().get(1))))
        .isNotNull();
    server.refresh();
    assertThat(server.error()).isNotNull();
    assertThat(server.toJson().getString("state")).isEqualTo("down");
    assertThat(server.tools()).as("those that it offered last").hasSize(2);
  }

  @Test
  void aConfigurationThatCannotBeUsedSaysWhy() {
    for (String wrong :
        List.of(
            "[]",
            "{\"A\":{\"url\":\"http://x/\"}}",
            "{\"a\":{\"url\":\"ftp://x/\"}}",
            "{\"a\":{\"url\":\"http://x/\",\"command\":[\"sh\"]}}",
            "{\"a\":{\"url\":\"http://x/\",\"timeoutSeconds\":0}}",
            "{\"a\":{\"url\":\"http://x/\",\"risks\":{\"t\":\"none\"}}}")) {
      IllegalArgumentException refused =
          catchThrowableOfType(
              IllegalArgumentException.class, () -> ServerSpec.all(Json.read(wrong), true));
      assertThat(refused).as(wrong).isNotNull();
    }
    ServerSpec spec =
        ServerSpec.all(
                Json.read(
                    """
                    {"wiki":{"url":"http://x/mcp","headers":{"Authorization":"Bearer s"},
                      "tools":["find"],"risks":{"find":"read"},"timeoutSeconds":5}}"""),
                false)
            .get(0);
    assertThat(spec)
        .isEqualTo(
            new ServerSpec(
                "wiki",
                URI.create("http://x/mcp"),
                List.of(),
                Map.of(),
                Map.of("Authorization", "Bearer s"),
                Set.of("find"),
                Map.of("find", Risk.READ),
                Duration.ofSeconds(5)));
    assertThat(new McpServer(spec, ScriptedMcpServer.THREADS).toJson().toString())
        .doesNotContain("Bearer");
  }
}
