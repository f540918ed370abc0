package org.waybill.wildfly;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.waybill.api.a2a.A2aContract;
import org.waybill.api.a2a.Singer;
import org.waybill.api.a2a.Talk;
import org.waybill.running.Postbox;

/** WildFly with the broker that it brings, and a language model. */
class EmbeddedBrokerWildFlyIT
    implements SmokeContract, DoorsContract, TellingContract, FailuresContract {

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

  /** Other agents find here what the protocol promises them. */
  @Nested
  class Agents implements A2aContract {
    @Override
    public Talk operator() {
      return new Talk(server.api());
    }
  }
}
