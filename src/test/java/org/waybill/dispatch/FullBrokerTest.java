package org.waybill.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.waybill.messaging.BrokerQueueFull;
import org.waybill.messaging.BrokerUnavailable;
import org.waybill.task.NewTask;
import org.waybill.task.Receipt;
import org.waybill.task.Task;
import org.waybill.type.KnownTypes;
import org.waybill.world.SimulatedDatabase;

/** A broker that is full is another thing than one that is away; both are told, once. */
class FullBrokerTest {

  private static final BrokerUnavailable FULL =
      new BrokerQueueFull("diagnostics", new Exception("full"));
  private static final BrokerUnavailable AWAY = new BrokerUnavailable(new Exception("gone"));

  private final World world = new World(SimulatedDatabase.next(), Map.of());

  @Test
  void aRefusedSendIsToldInTheReasonAndProbedUntilItIsTaken() {
    List<String> said = new ArrayList<>();
    Handler ears = listening(said);
    try {
      world.brokerAnswers(FULL);
      Task task = submit();
      assertThat(window().broker()).isEqualTo(BrokerState.FULL);
      assertThat(reason(task)).isEqualTo("broker_full");
      world.release();
      world.release();
      assertThat(said).as("said once").hasSize(1);
      assertThat(said.get(0)).contains("accepts no messages");
      world.brokerAnswers(AWAY);
      world.release();
      assertThat(reason(task)).isEqualTo("broker_unavailable");
      world.brokerAnswers(null);
      world.release();
      assertThat(window().broker()).isEqualTo(BrokerState.UP);
      world.scan();
      world.release();
      assertThat(world.delivered()).containsExactly(task.id());
    } finally {
      Logger.getLogger(DispatchPublisher.class.getName()).removeHandler(ears);
    }
  }

  private Task submit() {
    NewTask task = world.task(KnownTypes.DIAGNOSTIC, "t", "u").build();
    Receipt receipt = world.accept(task).get(0);
    world.release();
    return Task.of(receipt);
  }

  private InFlightWindow window() {
    return world.bean(InFlightWindow.class);
  }

  private String reason(Task task) {
    return world.bean(WaitExplanation.class).brief(task).reason();
  }

  private static Handler listening(List<String> said) {
    Handler ears =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            said.add(line.getMessage());
          }

          @Override
          public void flush() {
            // Nothing is kept back.
          }

          @Override
          public void close() {
            // Nothing is held.
          }
        };
    Logger.getLogger(DispatchPublisher.class.getName()).addHandler(ears);
    return ears;
  }
}
