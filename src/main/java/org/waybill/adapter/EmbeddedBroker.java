package org.waybill.adapter;

import java.io.File;
import java.util.Map;
import org.apache.activemq.artemis.core.config.FileDeploymentManager;
import org.apache.activemq.artemis.core.config.impl.FileConfiguration;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The broker inside the server's process; {@code broker.xml} says what does not differ. */
final class EmbeddedBroker {

  static final int ID = 0;

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

  private final EmbeddedActiveMQ server;

  private EmbeddedBroker(EmbeddedActiveMQ server) {
    this.server = server;
  }

  static EmbeddedBroker start(AdapterSettings settings) throws Exception {
    FileConfiguration configuration = new FileConfiguration();
    new FileDeploymentManager("broker.xml").addDeployable(configuration).readConfiguration();
    File folder = new File(settings.data(), "broker");
    configuration
        .setBindingsDirectory(new File(folder, "bindings").getPath())
        .setJournalDirectory(new File(folder, "journal").getPath())
        .setLargeMessagesDirectory(new File(folder, "large-messages").getPath())
        .setPagingDirectory(new File(folder, "paging").getPath())
        .setNodeManagerLockDirectory(folder.getPath())
        .addAcceptorConfiguration("in-vm", "vm://" + ID)
        .addAcceptorConfiguration("loopback", loopback(settings.brokerPort(), "CORE"));
    if (settings.amqpPort().isPresent()) {
      configuration.addAcceptorConfiguration("amqp", loopback(settings.amqpPort().get(), "AMQP"));
    }
    if (settings.stompPort().isPresent()) {
      configuration.addAcceptorConfiguration(
          "stomp", loopback(settings.stompPort().get(), "STOMP"));
    }
    configuration.registerBrokerPlugin(new UnreadableMessageFilter());
    EmbeddedActiveMQ server =
        new EmbeddedActiveMQ().setConfiguration(configuration).setSecurityManager(users(settings));
    server.start();
    LeftoverMessages.replaceUnreadable(server.getActiveMQServer());
    LOG.info("Broker started, journal {} in {}", configuration.getJournalType(), folder);
    return new EmbeddedBroker(server);
  }

  /** An acceptor without a configured protocol would accept all protocols. */
  private static String loopback(int port, String protocol) {
    return "tcp://127.0.0.1:" + port + "?protocols=" + protocol;
  }

  void stop() {
    try {
      server.stop();
    } catch (Exception e) {
      LOG.warn("The broker did not shut down cleanly; its journal is complete", e);
    }
  }

  private static ActiveMQJAASSecurityManager users(AdapterSettings settings) {
    String password =
        settings
            .brokerPassword()
            .orElseThrow(() -> new IllegalStateException("waybill.broker.password is not set"));
    SecurityConfiguration users =
        new SecurityConfiguration(
            Map.of(settings.brokerUser(), password),
            Map.of(settings.brokerUser(), java.util.List.of("waybill")));
    return new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users);
  }
}
