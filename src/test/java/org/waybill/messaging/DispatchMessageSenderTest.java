package org.waybill.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.running.LoopbackBroker;

/** A probe leaves nothing behind, and tells a full broker from one that is away. */
class DispatchMessageSenderTest {

  private static final String QUEUE = "diagnostics";

  private LoopbackBroker broker;
  private ActiveMQConnectionFactory factory;
  private DispatchMessageSender sender;

  @BeforeEach
  void start() throws Exception {
    broker = LoopbackBroker.start();
    factory = new ActiveMQConnectionFactory(broker.url(), broker.user(), broker.password());
    factory.setReconnectAttempts(0);
    factory.setCallTimeout(2_000);
    sender = new DispatchMessageSender(factory);
  }

  @AfterEach
  void stop() throws Exception {
    factory.close();
    broker.stop();
  }

  @Test
  void aProbeIsTakenBack() throws Exception {
    sender.reach(QUEUE);
    assertThat(sender.lyingIn(QUEUE)).isEmpty();
  }

  @Test
  void aFullAddressRefusesAndAStoppedBrokerIsAway() throws Exception {
    broker
        .server()
        .getAddressSettingsRepository()
        .addMatch(
            QUEUE,
            new AddressSettings()
                .setMaxSizeBytes(20_000)
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.FAIL));
    fill();
    assertThatThrownBy(() -> sender.reach(QUEUE)).isInstanceOf(BrokerQueueFull.class);
    assertThatCode(() -> sender.reach("chat_tasks")).doesNotThrowAnyException();
    broker.stop();
    assertThatThrownBy(() -> sender.reach(QUEUE))
        .isInstanceOf(BrokerUnavailable.class)
        .isNotInstanceOf(BrokerQueueFull.class);
    broker.startAgain();
  }

  private void fill() {
    try (JMSContext context = factory.createContext()) {
      for (int i = 0; i < 100; i++) {
        context.createProducer().send(context.createQueue(QUEUE), "x".repeat(2_000));
      }
    } catch (JMSRuntimeException e) {
      // Full, as it shall be.
      return;
    }
  }
}
