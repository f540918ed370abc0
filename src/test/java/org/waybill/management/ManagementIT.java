package org.waybill.management;

import java.io.IOException;
import java.util.Map;
import javax.management.MBeanServerConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.waybill.running.Api;
import org.waybill.running.JmxClient;
import org.waybill.running.RunningServer;

/** The embedded default, as JConsole on the same machine attaches to it. */
class ManagementIT implements ManagementContract {

  private static RunningServer server;
  private static JmxClient client;

  @BeforeAll
  static void start() {
    server = RunningServer.shared(Map.of());
    client = JmxClient.attach(server.launcher().server());
  }

  @AfterAll
  static void end() throws IOException {
    client.close();
  }

  @Override
  public Api api() {
    return server.api();
  }

  @Override
  public MBeanServerConnection mbeans() {
    return client.mbeans();
  }
}
