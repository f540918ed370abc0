package org.waybill.api.a2a;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.waybill.running.RunningServer;

/** Streams of a node that runs no task tell what another one does. */
@Tag("outage")
class A2aOtherNodeIT implements StreamScenarios {

  private static Singer model;
  private static RunningServer asked;
  private static RunningServer working;

  @BeforeAll
  static void start() throws IOException {
    model = new Singer();
    asked = RunningServer.start(Map.of("WAYBILL_ROLE", "api"));
    working =
        asked.joinWorker(Map.of("WAYBILL_LLM_URL", model.url(), "WAYBILL_DIAGNOSTICS", "true"));
  }

  @AfterAll
  static void end() {
    working.close();
    asked.close();
    model.close();
  }

  @Override
  public Talk operator() {
    return new Talk(asked.api());
  }
}
