package org.waybill.wildfly;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** WildFly with the broker that it brings. */
class EmbeddedBrokerWildFlyIT implements SmokeContract {

  private static WildFlyServer server;

  @BeforeAll
  static void start() {
    server = WildFlyServer.start("waybill.xml", Map.of("WAYBILL_DIAGNOSTICS", "true"));
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Override
  public WildFlyServer server() {
    return server;
  }
}
