package org.waybill.api.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.waybill.running.Api;
import org.waybill.running.RunningServer;

/** Who comes in at {@code /mcp}, and with what. */
class McpDoorIT {

  private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";

  private static RunningServer server;
  private static McpTalk ann;

  @BeforeAll
  static void start() {
    server = RunningServer.shared(Map.of());
    ann = new McpTalk(server.api().user("mcp-door"));
  }

  @Test
  void nobodyComesInWithoutAToken() {
    Api nobody = new Api(server.base(), "wb_wrong");
    Api.Answer refused = nobody.post("/mcp", PING);
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.headers().firstValue("WWW-Authenticate")).contains("Bearer");
  }

  @Test
  void pagesOfOthersMayNotCall() {
    Api.Answer evil = ann.raw(PING, "Origin", "http://evil.example");
    assertThat(evil.status()).isEqualTo(403);
    assertThat(McpTalk.error(evil)).isEqualTo(-32600);
    assertThat(ann.raw(PING, "Origin", "null").status()).isEqualTo(403);
    assertThat(ann.raw(PING, "Origin", server.base().toString()).status()).isEqualTo(200);
  }

  @Test
  void thereIsNoSession() {
    Api.Answer stream = ann.api().get("/mcp");
    assertThat(stream.status()).isEqualTo(405);
    assertThat(stream.headers().firstValue("Allow")).contains("POST, GET");
    assertThat(McpTalk.error(stream)).isEqualTo(-32600);
    assertThat(ann.api().delete("/mcp").status()).isEqualTo(405);
  }

  @Test
  void bodiesHaveBounds() {
    String large =
        PING.replace("\"ping\"", "\"ping\",\"params\":{\"x\":\"" + "x".repeat(12_000_000) + "\"}");
    Api.Answer refused = ann.raw(large);
    assertThat(refused.status()).isEqualTo(413);
    assertThat(McpTalk.error(refused)).isEqualTo(-32602);
    Api.Answer text =
        ann.api()
            .send(
                ann.api()
                    .request("/mcp")
                    .header("Content-Type", "text/plain")
                    .POST(BodyPublishers.ofString(PING))
                    .build());
    assertThat(text.status()).isEqualTo(415);
    assertThat(McpTalk.error(text)).isEqualTo(-32600);
  }

  @Test
  void anEventIdOfSomebodyElseIsAsAbsentAsNone() {
    String task = server.api().user("mcp-door-bob").submitDiagnostic("{}");
    String id = new EventId(task, 1, "1", null, false).text();
    for (String each : new String[] {id, "nonsense", "a.b.c", task + ".-1.e30"}) {
      Api.Answer refused =
          ann.api().send(ann.api().request("/mcp").header("Last-Event-ID", each).GET().build());
      assertThat(refused.object().containsKey("error")).as(each).isTrue();
      assertThat(refused.status()).as(each).isLessThan(500);
    }
  }
}
