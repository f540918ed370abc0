package org.waybill.api.a2a;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.waybill.running.RunningServer;

/** The agent-to-agent protocol on Payara. */
class A2aConformanceIT implements A2aContract {

  private static Singer model;
  private static RunningServer server;

  @BeforeAll
  static void start() throws IOException {
    model = new Singer();
    server =
        RunningServer.start(
            Map.of(
                "WAYBILL_LLM_URL",
                model.url(),
                "WAYBILL_OUTBOUND_ALLOW",
                "127.0.0.1",
                "WAYBILL_A2A_LONGEST_WAIT",
                "10s"));
  }

  @AfterAll
  static void end() {
    server.close();
    model.close();
  }

  @Override
  public Talk operator() {
    return new Talk(server.api());
  }
}
