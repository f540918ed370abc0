package org.waybill.api.a2a;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waybill.running.NodePackages;
import org.waybill.running.RunningServer;

/**
 * The official clients of both versions, on both bindings, against a running server; what they do
 * stands in {@code src/test/a2a}. Needs Node and npm: without them it is skipped, but fails where
 * {@code CI} is set.
 */
class A2aClientsIT {

  private static NodePackages packages;
  private static Singer model;
  private static RunningServer server;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    packages = NodePackages.install("a2a", "a2a");
    model = new Singer();
    server =
        RunningServer.start(
            Map.of("WAYBILL_LLM_URL", model.url(), "WAYBILL_OUTBOUND_ALLOW", "127.0.0.1"));
  }

  @AfterAll
  static void end() {
    if (server != null) {
      server.close();
      model.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "current.mjs, JSONRPC",
    "current.mjs, HTTP+JSON",
    "older.mjs, JSONRPC",
    "older.mjs, HTTP+JSON"
  })
  void theOfficialClientsWorkUnchanged(String script, String transport) throws Exception {
    Map<String, String> settings =
        Map.of("WAYBILL", server.base().toString(), "TOKEN", server.operatorToken());
    packages.run(List.of("node", script, transport), settings);
  }
}
