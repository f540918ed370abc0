package org.waybill.wildfly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.Map;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.waybill.api.a2a.A2aContract;
import org.waybill.api.a2a.Singer;
import org.waybill.api.a2a.Talk;
import org.waybill.management.ManagementContract;
import org.waybill.running.Api;
import org.waybill.running.JmxClient;
import org.waybill.running.Postbox;

/** WildFly with the broker that it brings, and a language model. */
class EmbeddedBrokerWildFlyIT
    implements SmokeContract, DoorsContract, TellingContract, FailuresContract {

  private static final ObjectName OURS = ours();

  private static Postbox mail;
  private static Singer model;
  private static WildFlyServer server;

  @BeforeAll
  static void start() throws IOException {
    mail = new Postbox();
    model = new Singer();
    Map<String, String> settings = TellingContract.settings(mail);
    settings.put("WAYBILL_LLM_URL", model.url());
    settings.put("WAYBILL_A2A_LONGEST_WAIT", "5s");
    server = WildFlyServer.start("waybill.xml", settings);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
    model.close();
    mail.close();
  }

  @Override
  public Postbox mail() {
    return mail;
  }

  @Override
  public String fortyTwo() {
    return "four";
  }

  @Override
  public WildFlyServer server() {
    return server;
  }

  private static ObjectName ours() {
    try {
      return new ObjectName("org.waybill:*");
    } catch (MalformedObjectNameException e) {
      throw new AssertionError(e);
    }
  }

  /** Other agents find here what the protocol promises them. */
  @Nested
  class Agents implements A2aContract {
    @Override
    public Talk operator() {
      return new Talk(server.api());
    }
  }

  /** The MBeans, by the connector of WildFly's management port. */
  @Nested
  class Management implements ManagementContract {

    private static JmxClient client;

    @BeforeAll
    static void connect() {
      client = server.jmx();
    }

    @AfterAll
    static void disconnect() throws IOException {
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

    @Test
    void nothingOfThemIsLeftAfterUndeploymentAndARedeploymentBringsThemBack() throws Exception {
      int before = client.mbeans().queryNames(OURS, null).size();
      server.undeploy();
      assertThat(client.mbeans().queryNames(OURS, null))
          .extracting(ObjectName::toString)
          .containsExactly("org.waybill:type=Consumers");
      assertThat(server.instances("org.waybill.management.DescribedMBean")).isZero();
      server.deploy();
      await()
          .atMost(ManagementContract.LIMIT)
          .until(() -> client.mbeans().queryNames(OURS, null).size() == before);
      everyAttributeOfEveryMBeanCanBeRead();
    }
  }
}
