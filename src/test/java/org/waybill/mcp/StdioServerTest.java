package org.waybill.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waybill.handler.RecordedContext;
import org.waybill.json.Json;
import org.waybill.owner.Owner;
import org.waybill.tool.ToolCall;
import org.waybill.tool.ToolFailure;

/** A server that is a process: it answers, is silent, ends in the middle, and is started again. */
class StdioServerTest {

  private static final String SCRIPT =
      """
      tool() { printf '{"name":"%s","inputSchema":{"type":"object"}}' "$1"; }
      while read -r line; do
        id=$(printf '%s' "$line" | sed -n 's/.*"id":"\\([^"]*\\)".*/\\1/p')
        case "$line" in
          *'"initialize"'*) r='{"protocolVersion":"2025-11-25","capabilities":{}}';;
          *'"tools/list"'*) r='{"tools":['$(tool ok),$(tool die),$(tool silent)']}';;
          *'"name":"die"'*) exit 1;;
          *'"name":"silent"'*) continue;;
          *'"tools/call"'*)
            echo 'no message'
            echo '{"jsonrpc":"2.0","id":"own-1","method":"ping"}'
            read -r pong
            r='{"content":[{"type":"text","text":"'$GREETING'"}]}';;
          *) continue;;
        esac
        printf '{"jsonrpc":"2.0","id":"%s","result":%s}\\n' "$id" "$r"
      done
      """;

  @TempDir Path folder;
  private McpServer server;
  private Thread reader;

  @BeforeEach
  void start() throws IOException {
    Path script = Files.writeString(folder.resolve("server.sh"), SCRIPT);
    server = server(List.of("sh", script.toString()));
    reader = new Thread(this::read);
    reader.start();
  }

  private static McpServer server(List<String> command) {
    return new McpServer(
        new ServerSpec(
            "local",
            null,
            command,
            Map.of("GREETING", "fine"),
            Map.of(),
            Set.of(),
            Map.of(),
            Duration.ofSeconds(5)),
        ScriptedMcpServer.THREADS);
  }

  private void read() {
    try {
      server.process().orElseThrow().read();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterEach
  void end() throws InterruptedException {
    server.process().orElseThrow().close();
    reader.interrupt();
    reader.join();
  }

  private JsonValue call(String tool) throws Exception {
    ToolCall call =
        new ToolCall("call", new RecordedContext(new Owner("acme", "ann"), UUID.randomUUID(), 1));
    return server.tools().stream()
        .filter(each -> each.spec().name().equals("local_" + tool))
        .findFirst()
        .orElseThrow()
        .run(JsonValue.EMPTY_JSON_OBJECT, call);
  }

  private String code(String tool) {
    return catchThrowableOfType(ToolFailure.class, () -> call(tool)).code();
  }

  @Test
  void itIsListedAndCalled() throws Exception {
    server.refresh();
    assertThat(server.error()).isNull();
    assertThat(server.tools())
        .extracting(tool -> tool.spec().name())
        .containsExactly("local_ok", "local_die", "local_silent");
    assertThat(call("ok")).isEqualTo(Json.read("{\"text\":\"fine\"}"));
    assertThat(server.toJson().toString())
        .contains("\"command\":\"sh\"")
        .doesNotContain("server.sh");
  }

  @Test
  void whatEndsInTheMiddleHasFailedAndIsStartedAgain() throws Exception {
    server.refresh();
    assertThat(code("die")).isEqualTo("connection_lost");
    assertThat(call("ok").toString()).contains("fine");
  }

  @Test
  void silenceHasAnEnd() throws Exception {
    server.refresh();
    assertThat(code("silent")).isEqualTo("timed_out");
    assertThat(call("ok").toString()).contains("fine");
  }

  @Test
  void aCommandThatCannotBeRunDidNothing() throws Exception {
    McpServer none = server(List.of(folder.resolve("none").toString()));
    none.refresh();
    assertThat(none.error()).contains("cannot be run");
    assertThatThrownBy(() -> none.call("tools/call", JsonValue.EMPTY_JSON_OBJECT, ignored -> {}))
        .isInstanceOf(java.net.ConnectException.class);
  }

  /** An environment variable or a request must not be able to start a program. */
  @Test
  void commandsStandInFilesOnly() {
    String json = "{\"local\":{\"command\":[\"sh\"]}}";
    assertThat(ServerSpec.all(Json.read(json), true)).hasSize(1);
    assertThatThrownBy(() -> ServerSpec.all(Json.read(json), false))
        .hasMessageContaining("local.command is not in a file");
  }
}
