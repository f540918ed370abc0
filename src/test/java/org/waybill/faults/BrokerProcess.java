package org.waybill.faults;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.core.config.FileDeploymentManager;
import org.apache.activemq.artemis.core.config.impl.FileConfiguration;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;
import org.waybill.running.FreePorts;
import org.waybill.running.RunningServer;

/** A broker of one's own, of the configuration that is shipped, in a process that can be killed. */
final class BrokerProcess implements AutoCloseable {

  static final String USER = "waybill";
  static final String PASSWORD = "of-the-test";

  private final int port = Integer.parseInt(FreePorts.next());
  private final Path folder = RunningServer.newFolder("faults-broker-");
  private Process process;

  static BrokerProcess start() throws IOException {
    BrokerProcess broker = new BrokerProcess();
    broker.begin(97);
    return broker;
  }

  /**
   * @param fullFrom how much of the disk may be used before the broker refuses, in percent
   */
  void begin(int fullFrom) throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    BrokerProcess.class.getName(),
                    Integer.toString(port),
                    folder.toString(),
                    Integer.toString(fullFrom)))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
    builder.environment().put("CLASSPATH", classPath);
    process = builder.start();
    await("broker, see " + folder)
        .atMost(Duration.ofSeconds(60))
        .until(() -> !process.isAlive() || !FreePorts.isFree(port));
    if (!process.isAlive()) {
      throw new AssertionError("The broker ended, see " + folder);
    }
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  Map<String, String> settings() {
    return Map.of(
        "WAYBILL_BROKER_URL", "tcp://127.0.0.1:" + port,
        "WAYBILL_BROKER_USER", USER,
        "WAYBILL_BROKER_PASSWORD", PASSWORD);
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
  }

  /** Port, folder, and the percentage from which on the disk is full. */
  public static void main(String[] args) throws Exception {
    FileConfiguration configuration = new FileConfiguration();
    String file = Path.of("server-config/artemis/broker.xml").toUri().toString();
    new FileDeploymentManager(file).addDeployable(configuration).readConfiguration();
    Path data = Path.of(args[1]);
    configuration
        .setBindingsDirectory(data.resolve("bindings").toString())
        .setJournalDirectory(data.resolve("journal").toString())
        .setLargeMessagesDirectory(data.resolve("large").toString())
        .setPagingDirectory(data.resolve("paging").toString())
        .setNodeManagerLockDirectory(data.toString())
        .setMaxDiskUsage(Integer.parseInt(args[2]))
        .addAcceptorConfiguration("loopback", "tcp://127.0.0.1:" + args[0] + "?protocols=CORE");
    SecurityConfiguration users =
        new SecurityConfiguration(Map.of(USER, PASSWORD), Map.of(USER, List.of("waybill")));
    new EmbeddedActiveMQ()
        .setConfiguration(configuration)
        .setSecurityManager(new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users))
        .start();
  }
}
