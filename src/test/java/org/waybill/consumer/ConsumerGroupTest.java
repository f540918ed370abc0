package org.waybill.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.JMSContext;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
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
  private final ConsumerThreads threads = new ConsumerThreads();

  @BeforeEach
  void start() throws Exception {
    broker = LoopbackBroker.start();
    factory = broker.connections();
    factory.setCallTimeout(5_000);
    group =
        new ConsumerGroup(
            new MessageSource(DestinationKind.QUEUE, QUEUE),
            factory::createConnection,
            desk,
            System::nanoTime);
    group.resize(CONSUMERS, threads);
    awaitLiving();
  }

  @AfterEach
  void stop() throws Exception {
    group.stop();
    desk.leave.release(10_000);
    threads.awaitEnd(PATIENCE);
    assertThat(desk.endpoints).hasValue(0);
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
              group.refresh(threads);
              return group.status().living() == group.status().expected();
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
    assertThat(group.status().lost()).isGreaterThanOrEqualTo(CONSUMERS);
    assertThat(group.status().remade()).isGreaterThanOrEqualTo(CONSUMERS);
    send(CONSUMERS);
    awaitInHand(CONSUMERS);
  }

  @Test
  void whateverIsThrownTheMessageComesAgainAndNoConsumerIsLost() {
    for (Throwable thrown :
        List.of(
            new IllegalStateException("of the test"),
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

  @Test
  void asManyWorkAtOnceAsAreAskedForAndTheirNumberMayChange() {
    send(6 * CONSUMERS);
    awaitInHand(CONSUMERS);
    group.resize(2 * CONSUMERS, threads);
    awaitInHand(2 * CONSUMERS);
    group.resize(2, threads);
    desk.leave.release(2 * CONSUMERS);
    awaitInHand(2);
    assertThat(group.status().expected()).isEqualTo(2);
    desk.leave.release(1_000);
    await("all done").atMost(PATIENCE).until(() -> desk.taken.size() == 6 * CONSUMERS);
    assertThat(desk.taken.values()).containsOnly(1);
  }

  @Test
  void theBeanIsToldWhereAMessageComesFrom() {
    send(1);
    desk.leave.release();
    await("taken").until(() -> desk.taken.size() == 1);
    assertThat(desk.sources.get(0)).contains(QUEUE);
  }

  @Test
  void whileTheBeanTakesNoMessagesNoneIsTakenFromTheBroker() throws Exception {
    desk.closed = true;
    broker.closeConnections();
    await("noticed").atMost(PATIENCE).until(() -> group.status().living() == 0);
    send(CONSUMERS);
    assertThat(desk.inHand).hasValue(0);
    desk.closed = false;
    desk.leave.release(CONSUMERS);
    await("taken").atMost(PATIENCE).until(() -> desk.taken.size() == CONSUMERS);
  }

  @Test
  void anInterruptOfTheWorkEndsWithTheWork() throws Exception {
    send(1);
    awaitInHand(1);
    Thread working =
        Thread.getAllStackTraces().keySet().stream()
            .filter(each -> each.getName().equals("waybill-" + QUEUE))
            .filter(ConsumerGroupTest::works)
            .findFirst()
            .orElseThrow();
    working.interrupt();
    desk.leave.release(CONSUMERS + 1);
    await("taken").until(() -> desk.taken.size() == 1);
    send(CONSUMERS);
    await("all").atMost(PATIENCE).until(() -> desk.taken.size() == CONSUMERS);
    assertThat(group.status().lost()).isZero();
  }

  private static boolean works(Thread thread) {
    return Arrays.stream(thread.getStackTrace())
        .anyMatch(each -> each.getMethodName().equals("onMessage"));
  }
}
