package org.waybill.running;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerBasePlugin;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;

/**
 * A real Artemis in this JVM that tests may stop and start; of the kind that Waybill connects to.
 */
public final class LoopbackBroker {

  /** It would write several lines for each message. */
  private static final Logger AUDIT = Logger.getLogger("org.apache.activemq.audit");

  private final int port;
  private final Path folder;
  private final List<ActiveMQServerBasePlugin> plugins;
  private EmbeddedActiveMQ broker;

  private LoopbackBroker(int port, Path folder, List<ActiveMQServerBasePlugin> plugins) {
    this.port = port;
    this.plugins = plugins;
    this.folder = folder;
  }

  public static LoopbackBroker start(ActiveMQServerBasePlugin... plugins) throws Exception {
    AUDIT.setLevel(Level.WARNING);
    LoopbackBroker broker =
        new LoopbackBroker(
            Integer.parseInt(FreePorts.next()),
            RunningServer.newFolder("broker-"),
            List.of(plugins));
    broker.startAgain();
    return broker;
  }

  public String url() {
    return "tcp://127.0.0.1:" + port;
  }

  public String user() {
    return "producer";
  }

  public String password() {
    return "of-the-test";
  }

  /** Its connections fetch no message ahead, and do not come back by themselves. */
  public ActiveMQConnectionFactory connections() {
    ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(url(), user(), password());
    factory.setConsumerWindowSize(0);
    factory.setReconnectAttempts(0);
    return factory;
  }

  public void stop() throws Exception {
    broker.stop();
  }

  public ActiveMQServer server() {
    return broker.getActiveMQServer();
  }

  /** Cuts the connections of all clients. */
  public void closeConnections() throws Exception {
    broker.getActiveMQServer().getActiveMQServerControl().closeConnectionsForUser(user());
  }

  /**
   * Drops the consumers of a queue or topic as it does those it could not convert a message for.
   */
  public int forgetConsumersOf(String address) throws Exception {
    int forgotten = 0;
    for (ServerSession session : broker.getActiveMQServer().getSessions()) {
      for (ServerConsumer consumer : session.getServerConsumers()) {
        if (consumer.getQueueAddress().toString().equals(address)) {
          consumer.close(true);
          forgotten++;
        }
      }
    }
    return forgotten;
  }

  public void startAgain() throws Exception {
    SecurityConfiguration users = new SecurityConfiguration();
    users.addUser(user(), password());
    users.addRole(user(), "all");
    broker = new EmbeddedActiveMQ();
    broker.setConfiguration(configuration());
    broker.setSecurityManager(
        new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users));
    broker.start();
  }

  private Configuration configuration() throws Exception {
    Role all =
        new Role("all", true, true, true, true, true, true, true, true, true, true, true, true);
    Configuration configuration = new ConfigurationImpl();
    plugins.forEach(configuration::registerBrokerPlugin);
    return configuration
        .setPersistenceEnabled(true)
        // How full the disk of the test's machine is must not matter.
        .setMaxDiskUsage(-1)
        .setJournalDirectory(folder.resolve("journal").toString())
        .setBindingsDirectory(folder.resolve("bindings").toString())
        .setLargeMessagesDirectory(folder.resolve("large").toString())
        .setPagingDirectory(folder.resolve("paging").toString())
        .addAcceptorConfiguration("tcp", url())
        .putSecurityRoles("#", Set.of(all))
        .addAddressSetting(
            "#",
            new AddressSettings()
                .setDeadLetterAddress(SimpleString.of("DLQ"))
                .setExpiryAddress(SimpleString.of("ExpiryQueue"))
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.FAIL));
  }
}
