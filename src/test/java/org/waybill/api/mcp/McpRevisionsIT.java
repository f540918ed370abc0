package org.waybill.api.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waybill.running.Api;
import org.waybill.running.RunningServer;

/** Several revisions on one URL: which is spoken, and what does not fit together. */
class McpRevisionsIT {

  private static final String VERSION = "MCP-Protocol-Version";

  private static McpTalk ann;

  @BeforeAll
  static void start() {
    ann = new McpTalk(RunningServer.shared(Map.of()).api().user("mcp-revisions"));
  }

  private static String ping(String meta) {
    return "{\"jsonrpc\":\"2.0\",\"id\":\"p-1\",\"method\":\"tools/list\",\"params\":%s}"
        .formatted(meta == null ? "{}" : meta(meta));
  }

  private static String meta(String version) {
    return """
        {"_meta":{"io.modelcontextprotocol/protocolVersion":"%s",
          "io.modelcontextprotocol/clientCapabilities":{}}}"""
        .formatted(version);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-07-28, 2025-11-25, -32020",
    "2025-11-25, 2026-07-28, -32020",
    ", 2026-07-28, -32020",
    "2026-07-28, , -32602",
    "2099-01-01, 2099-01-01, -32022",
    "2099-01-01, , -32022"
  })
  void whatDoesNotFitTogetherIsRefusedWithItsCode(String header, String meta, int code) {
    Api.Answer refused =
        header == null ? ann.raw(ping(meta)) : ann.raw(ping(meta), VERSION, header);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(McpTalk.error(refused)).isEqualTo(code);
    assertThat(refused.object().getString("id")).isEqualTo("p-1");
    if (code == -32022) {
      JsonObject data = refused.object().getJsonObject("error").getJsonObject("data");
      assertThat(data.getString("requested")).isEqualTo("2099-01-01");
      assertThat(data.getJsonArray("supported").toString())
          .isEqualTo("[\"2026-07-28\",\"2025-11-25\",\"2025-06-18\"]");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2025-06-18, 2025-06-18",
    "2025-11-25, 2025-11-25",
    "2026-07-28, 2025-11-25",
    "2024-11-05, 2025-11-25",
    "nonsense, 2025-11-25"
  })
  void aHandshakeAgreesOnARevisionThatHasOne(String wanted, String agreed) {
    JsonObject result =
        McpTalk.result(
            ann.raw(
                """
                {"jsonrpc":"2.0","id":1,"method":"initialize","params":{
                  "protocolVersion":"%s","capabilities":{},
                  "clientInfo":{"name":"test","version":"1"}}}"""
                    .formatted(wanted)));
    assertThat(result.getString("protocolVersion")).isEqualTo(agreed);
    assertThat(result.getJsonObject("capabilities").containsKey("tasks"))
        .isEqualTo(agreed.equals("2025-11-25"));
  }

  @Test
  void headersHaveToSayWhatTheBodySays() {
    String body =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":%s}"
            .formatted(meta("2026-07-28"));
    Api.Answer none = ann.raw(body, VERSION, "2026-07-28");
    assertThat(McpTalk.error(none)).isEqualTo(-32020);
    Api.Answer other = ann.raw(body, VERSION, "2026-07-28", "Mcp-Method", "tools/call");
    assertThat(other.status()).isEqualTo(400);
    assertThat(McpTalk.error(other)).isEqualTo(-32020);
    Api.Answer session =
        ann.raw(
            body, VERSION, "2026-07-28", "Mcp-Method", "tools/list", "Mcp-Session-Id", "of-old");
    assertThat(session.status()).as("ignored, as the revision says").isEqualTo(200);

    String call = McpTalk.call("calculator", "{\"expression\":\"6*7\"}", Map.of());
    assertThat(McpTalk.error(ann.newest("tools/call", "dates", call, "{}"))).isEqualTo(-32020);
    assertThat(McpTalk.error(ann.newest("tools/call", null, call, "{}"))).isEqualTo(-32020);
    String encoded = "=?base64?Y2FsY3VsYXRvcg==?=";
    assertThat(McpTalk.structured(ann.newestResult("tools/call", encoded, call, "{}")).toString())
        .contains("42");
  }

  @Test
  void theNewestNeedsNoHandshake() {
    JsonObject about = ann.newestResult("server/discover", null, "{}", "{}");
    assertThat(about.getString("resultType")).isEqualTo("complete");
    assertThat(about.getJsonArray("supportedVersions")).hasSize(3);
    assertThat(about.getJsonObject("capabilities").getJsonObject("extensions"))
        .containsKey("io.modelcontextprotocol/tasks");
    JsonObject tools = ann.newestResult("tools/list", null, "{}", "{}");
    assertThat(tools).containsKeys("ttlMs", "cacheScope", "resultType");
    for (String gone : new String[] {"initialize", "ping", "tasks/list", "no/such"}) {
      Api.Answer answer = ann.newest(gone, null, "{}", "{}");
      assertThat(answer.status()).as(gone).isEqualTo(404);
      assertThat(McpTalk.error(answer)).as(gone).isEqualTo(-32601);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | 400 | -32600",
        "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}] | 400 | -32600",
        "nonsense | 400 | -32700",
        "{\"id\":1,\"method\":\"ping\"} | 400 | -32600",
        "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"} | 400 | -32600",
        "{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"ping\"} | 400 | -32600",
        "{\"jsonrpc\":\"2.0\",\"id\":1} | 400 | -32600",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":[]} | 400 | -32600",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"no/such\"} | 200 | -32601",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\"} | 200 | -32602",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":{\"cursor\":\"x\"}}"
            + " | 200 | -32602"
      })
  void errorsAreOfTheProtocol(String body, int status, int code) {
    Api.Answer answer = ann.raw(body);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(McpTalk.error(answer)).isEqualTo(code);
  }

  @Test
  void notificationsAndResponsesAreTaken() {
    assertThat(ann.raw("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}").status())
        .isEqualTo(202);
    assertThat(ann.raw("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}").status()).isEqualTo(202);
  }
}
