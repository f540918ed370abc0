package org.waybill.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.JMSContext;
import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.ResourceAdapterInternalException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.UndeclaredThrowableException;
import java.time.Duration;
import java.util.List;
import javax.management.InstanceNotFoundException;
import javax.management.JMX;
import javax.management.ObjectName;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.messaging.ConsumerControl;
import org.waybill.messaging.ConsumerStatus;
import org.waybill.messaging.ReplyTo;
import org.waybill.running.LoopbackBroker;

/**
 * The application tells the adapter what to listen to, whether its bean is there already or not.
 */
class ConsumerAdapterTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ConsumerAdapter adapter = new ConsumerAdapter();
  private final Desk desk = new Desk();
  private LoopbackBroker broker;
  private ActiveMQConnectionFactory factory;
  private ConsumerControl control;

  @BeforeEach
  void start() throws Exception {
    broker = LoopbackBroker.start();
    factory = broker.connections();
    adapter.start(null);
    control =
        JMX.newMXBeanProxy(
            ManagementFactory.getPlatformMBeanServer(),
            new ObjectName(ConsumersMXBean.NAME),
            ConsumerControl.class);
  }

  @AfterEach
  void stop() throws Exception {
    desk.leave.release(1_000);
    if (control != null) {
      adapter.stop();
    }
    factory.close();
    broker.stop();
  }

  private void activate() throws ResourceException {
    adapter.registry().activate(desk, factory::createConnection);
  }

  private ConsumerStatus status() {
    List<ConsumerStatus> all = control.getStatus();
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private void send(String text) {
    try (JMSContext context = factory.createContext()) {
      context.createProducer().send(context.createQueue("work"), text);
    }
  }

  @Test
  void whatItIsToldBeforeTheBeanIsThereItDoesWhenItIs() throws Exception {
    control.listen(ReplyTo.Kind.QUEUE, "work", 3);
    assertThat(status()).isEqualTo(new ConsumerStatus(ReplyTo.Kind.QUEUE, "work", 3, 0, 0, 0));
    activate();
    await("listens").atMost(PATIENCE).until(() -> status().isComplete());
    desk.leave.release(2);
    send("a");
    await("taken").until(() -> desk.taken.containsKey("a"));
    adapter.endpointDeactivation(desk, null);
    assertThat(status().living()).isZero();
    assertThat(desk.endpoints).hasValue(0);
    send("b");
    activate();
    await("taken").atMost(PATIENCE).until(() -> desk.taken.containsKey("b"));
  }

  @Test
  void aDestinationIsLeftWhenItIsToldSo() throws Exception {
    activate();
    control.listen(ReplyTo.Kind.QUEUE, "work", 3);
    await("listens").atMost(PATIENCE).until(() -> status().isComplete());
    control.unlisten(ReplyTo.Kind.QUEUE, "work");
    assertThat(control.getStatus()).isEmpty();
    await("left").atMost(PATIENCE).until(() -> desk.endpoints.get() == 0);
    send("nobody");
    assertThat(desk.inHand).hasValue(0);
  }

  @Test
  void aTopicIsBelievedWhenItsEchoComesBack() throws Exception {
    activate();
    control.listen(ReplyTo.Kind.TOPIC, "news", 1);
    await("listens").atMost(PATIENCE).until(() -> status().isComplete());
    assertThat(desk.taken).isEmpty();
  }

  @Test
  void whenItIsUndeployedNothingIsDeliveredAndWhoAsksIsTold() throws Exception {
    control.listen(ReplyTo.Kind.QUEUE, "work", 2);
    activate();
    await("listens").atMost(PATIENCE).until(() -> status().isComplete());
    adapter.stop();
    assertThat(desk.endpoints).hasValue(0);
    assertThatThrownBy(control::getStatus)
        .isInstanceOf(UndeclaredThrowableException.class)
        .hasRootCauseInstanceOf(InstanceNotFoundException.class);
    adapter.start(null);
    assertThat(status().living()).isZero();
  }

  @Test
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> control.listen(ReplyTo.Kind.QUEUE, "work", 0))
        .hasStackTraceContaining("consumers of work is 0; allowed: 1 or more");
    assertThatThrownBy(() -> control.listen(ReplyTo.Kind.QUEUE, " ", 1))
        .hasStackTraceContaining("kind or the name of the destination is missing");
    assertThat(control.getStatus()).isEmpty();
  }

  @Test
  void thereIsOneBeanAndOneAdapter() throws Exception {
    ConsumerActivation activation = new ConsumerActivation();
    adapter.endpointActivation(desk, activation);
    assertThatThrownBy(() -> adapter.endpointActivation(new Desk(), activation))
        .isInstanceOf(NotSupportedException.class)
        .hasMessageContaining("already delivered to another bean");
    assertThatThrownBy(() -> new ConsumerAdapter().start(null))
        .isInstanceOf(ResourceAdapterInternalException.class)
        .hasMessageContaining("org.waybill:type=Consumers cannot be registered");
    activation.setConnectionFactory(" ");
    assertThatThrownBy(activation::validate)
        .isInstanceOf(InvalidPropertyException.class)
        .hasMessageContaining("connectionFactory is empty");
  }
}
