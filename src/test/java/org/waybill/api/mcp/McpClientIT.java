package org.waybill.api.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.waybill.running.Api;
import org.waybill.running.NodePackages;
import org.waybill.running.RunningServer;

/**
 * Clients whose server is killed and started again while a task runs: the official one (what it
 * does stands in {@code src/test/mcp}), and one whose stream was cut.
 */
class McpClientIT {

  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = RunningServer.start(Map.of());
  }

  @AfterAll
  static void end() {
    server.close();
  }

  @Test
  void theOfficialClientGetsItsResultAfterTheServerWasKilled() throws Exception {
    NodePackages packages = NodePackages.install("mcp", "mcp-client");
    Process client =
        packages.begin(
            List.of("node", "client.mjs"),
            Map.of("WAYBILL", server.base().toString(), "TOKEN", server.operatorToken()));
    try (BufferedReader output =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        var input = client.outputWriter(StandardCharsets.UTF_8)) {
      assertThat(output.readLine()).startsWith("started ");
      server.kill();
      server.restart();
      input.write("again\n");
      input.flush();
      assertThat(output.lines().toList()).contains("done");
      assertThat(client.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(client.exitValue()).isZero();
    } finally {
      client.destroyForcibly();
    }
  }

  @Test
  void aStreamThatWasCutGoesOnAfterARestart() throws Exception {
    Api ann = server.api().user("mcp-cut");
    String id = ann.submitDiagnostic("{\"sleepMs\":8000,\"echo\":\"kept\"}");
    HttpResponse<InputStream> stream =
        HttpClient.newHttpClient()
            .send(
                ann.request("/mcp")
                    .header("Content-Type", "application/json")
                    .header("Accept", "application/json, text/event-stream")
                    .header("MCP-Protocol-Version", McpTalk.OLDER)
                    .POST(
                        BodyPublishers.ofString(
                            """
                            {"jsonrpc":"2.0","id":"cut","method":"tools/call","params":{
                              "name":"wait_for_task","arguments":{"id":"%s"}}}"""
                                .formatted(id)))
                    .build(),
                BodyHandlers.ofInputStream());
    String last;
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
      last = lines.readLine().substring("id: ".length());
    }
    server.kill();
    server.restart();
    Api.Answer resumed = ann.send(ann.request("/mcp").header("Last-Event-ID", last).GET().build());
    assertThat(McpTalk.response(resumed).getString("id")).isEqualTo("cut");
    assertThat(McpTalk.response(resumed).toString()).contains("kept");
    ann.awaitStatus(id, "completed", Duration.ofSeconds(10));
  }
}
