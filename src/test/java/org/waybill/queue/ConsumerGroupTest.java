package org.waybill.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.running.LoopbackBroker;

/** Consumers of a real broker: none of them is lost for good, whatever happens. */
class ConsumerGroupTest {

  private static final String QUEUE = "work";
  private static final int CONSUMERS = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private LoopbackBroker broker;
  private ActiveMQConnectionFactory factory;
  private ConsumerGroup group;
  private final Desk desk = new Desk();

  /** Keeps each message in hand until it is told to let one go. */
  private static final class Desk implements DestinationListener {
    final AtomicInteger inHand = new AtomicInteger();
    final Semaphore leave = new Semaphore(0);
    final Map<String, Integer> taken = new ConcurrentHashMap<>();
    final AtomicInteger thrown = new AtomicInteger();
    volatile Throwable next;

    @Override
    public List<Subscription> subscriptions() {
      return List.of(Subscription.toQueue(QUEUE, CONSUMERS));
    }

    @Override
    public void onMessage(Subscription from, Message message) throws JMSException {
      inHand.incrementAndGet();
      leave.acquireUninterruptibly();
      inHand.decrementAndGet();
      if (next != null) {
        thrown.incrementAndGet();
        throw this.<RuntimeException>sneaky(next);
      }
      taken.merge(((TextMessage) message).getText(), 1, Integer::sum);
    }

    @SuppressWarnings("unchecked")
    private <T extends Throwable> T sneaky(Throwable thrown) throws T {
      throw (T) thrown;
    }
  }

  @BeforeEach
  void start() throws Exception {
    broker = LoopbackBroker.start();
    factory = new ActiveMQConnectionFactory(broker.url(), broker.user(), broker.password());
    factory.setConsumerWindowSize(0);
    factory.setReconnectAttempts(0);
    factory.setCallTimeout(5_000);
    group =
        new ConsumerGroup(
            factory, desk.subscriptions().get(0), desk, remade -> {}, System::nanoTime);
    group.start(Executors.defaultThreadFactory());
    awaitLiving();
  }

  @AfterEach
  void stop() throws Exception {
    group.stop();
    desk.leave.release(10_000);
    factory.close();
    broker.stop();
  }

  private void send(int count) {
    try (JMSContext context = factory.createContext()) {
      for (int i = 0; i < count; i++) {
        context.createProducer().send(context.createQueue(QUEUE), "message " + i);
      }
    }
  }

  private void awaitLiving() {
    await("all living")
        .atMost(PATIENCE)
        .until(
            () -> {
              group.look(Executors.defaultThreadFactory());
              return group.status().isComplete();
            });
  }

  private void awaitInHand(int count) {
    await(count + " in hand").atMost(PATIENCE).until(() -> desk.inHand.get() == count);
  }

  @Test
  void afterALostConnectionUnderABacklogAsManyWorkAtOnceAsBefore() throws Exception {
    send(5 * CONSUMERS);
    awaitInHand(CONSUMERS);
    broker.closeConnections();
    desk.leave.release(CONSUMERS);
    await("those in hand are done").until(() -> desk.taken.size() == CONSUMERS);
    awaitInHand(CONSUMERS);
    desk.leave.release(1_000);
    await("all done").atMost(PATIENCE).until(() -> desk.taken.size() == 5 * CONSUMERS);
  }

  @Test
  void afterALostConnectionWhileNothingIsInHandTooAndAfterARestartOfTheBroker() throws Exception {
    broker.closeConnections();
    await("noticed").atMost(PATIENCE).until(() -> group.status().living() == 0);
    awaitLiving();
    broker.stop();
    await("noticed").atMost(PATIENCE).until(() -> group.status().living() == 0);
    broker.startAgain();
    awaitLiving();
    send(CONSUMERS);
    awaitInHand(CONSUMERS);
  }

  @Test
  void consumersThatTheBrokerForgotWithoutAWordAreNoticedByTheirEchoAndMadeAgain()
      throws Exception {
    assertThat(broker.forgetConsumersOf(QUEUE)).isEqualTo(CONSUMERS);
    await("noticed").atMost(Duration.ofSeconds(10)).until(() -> group.status().living() == 0);
    awaitLiving();
    assertThat(group.status().remade()).isGreaterThanOrEqualTo(CONSUMERS);
    send(CONSUMERS);
    awaitInHand(CONSUMERS);
  }

  @Test
  void whateverIsThrownTheMessageComesAgainAndNoConsumerIsLost() {
    for (Throwable thrown :
        List.of(
            new IllegalStateException("of the test"),
            new RedeliverException(new Exception("not now")),
            new StackOverflowError("of the test"),
            new NoClassDefFoundError("of the test"),
            new Exception("checked"))) {
      desk.taken.clear();
      desk.next = thrown;
      send(CONSUMERS);
      awaitInHand(CONSUMERS);
      desk.leave.release(CONSUMERS);
      await("thrown").until(() -> desk.thrown.get() == CONSUMERS);
      desk.next = null;
      desk.thrown.set(0);
      awaitInHand(CONSUMERS);
      desk.leave.release(CONSUMERS);
      await("taken after " + thrown).atMost(PATIENCE).until(() -> desk.taken.size() == CONSUMERS);
      assertThat(group.status().living()).isEqualTo(CONSUMERS);
    }
  }
}
