package org.waybill.api.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.waybill.running.Api;
import org.waybill.running.RunningServer;

/**
 * Clients whose server is killed and started again while a task runs: the official one (what it
 * does stands in {@code src/test/mcp}; it needs Node and npm, and fails where {@code CI} is set
 * without them), and one whose stream was cut.
 */
class McpClientIT {

  private static final Path SCRIPTS = Path.of("src", "test", "mcp");
  private static final Path FOLDER = Path.of("target", "mcp");

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
    boolean node = isThere("node") && isThere("npm");
    assertThat(node || System.getenv("CI") == null)
        .as("node (20 or newer) and npm are on the PATH; see CONTRIBUTING.md")
        .isTrue();
    assumeTrue(node, "no node and npm on the PATH: the official MCP client is not tried");
    install();
    Process client = begin(List.of("node", "client.mjs"));
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

  private static void install() throws IOException, InterruptedException {
    Files.createDirectories(FOLDER);
    try (Stream<Path> files = Files.list(SCRIPTS)) {
      for (Path file : files.toList()) {
        Path copy = FOLDER.resolve(file.getFileName());
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Process npm = begin(List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
    String output = new String(npm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(npm.waitFor()).as(output).isZero();
  }

  private static boolean isThere(String command) throws InterruptedException {
    try {
      return new ProcessBuilder(command, "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static Process begin(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(FOLDER.toFile());
    builder.environment().put("WAYBILL", server.base().toString());
    builder.environment().put("TOKEN", server.operatorToken());
    return builder.redirectErrorStream(true).start();
  }
}
