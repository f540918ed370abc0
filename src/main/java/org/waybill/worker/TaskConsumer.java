package org.waybill.worker;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.config.KnownSettings;
import org.waybill.config.Settings;
import org.waybill.messaging.DestinationListener;
import org.waybill.messaging.Destinations;
import org.waybill.messaging.DispatchMessage;
import org.waybill.messaging.StrayMessages;
import org.waybill.messaging.Subscription;
import org.waybill.type.Queues;
import org.waybill.type.TaskTypes;

/** Consumes dispatch messages from the task queues, with the concurrency per node of each queue. */
@ApplicationScoped
public class TaskConsumer implements DestinationListener {

  private static final Logger LOG = Logger.getLogger(TaskConsumer.class.getName());

  @Inject private Settings settings;
  @Inject private Worker worker;
  @Inject private TaskTypes types;
  @Inject private Queues queues;
  @Inject @Any private Instance<StrayMessages> strays;

  @Override
  public List<Subscription> subscriptions() {
    return settings.get(KnownSettings.ROLE).runsTasks()
        ? types.handled().stream()
            .map(type -> types.find(type).orElseThrow().queue())
            .distinct()
            .map(
                queue ->
                    Subscription.toQueue(
                        Destinations.ofQueue(queue), queues.concurrencyPerNode(queue)))
            .toList()
        : List.of();
  }

  @Override
  public void onMessage(Subscription from, Message message) throws JMSException {
    String queue = Destinations.queueOf(from.destination());
    Optional<DispatchMessage> dispatchMessage = read(queue, message);
    if (dispatchMessage.isPresent()) {
      worker.take(queue, dispatchMessage.get());
    } else {
      stray(queue, message);
    }
  }

  private static Optional<DispatchMessage> read(String queue, Message message) {
    try {
      return message instanceof TextMessage text
          ? Optional.of(DispatchMessage.read(queue, text.getText()))
          : Optional.empty();
    } catch (JMSException | RuntimeException e) {
      LOG.log(Level.FINE, "not a dispatch message", e);
      return Optional.empty();
    }
  }

  /** A task that a producer sent here directly is accepted as well, or stored as invalid. */
  private void stray(String queue, Message message) throws JMSException {
    String type = types.ofQueue(queue).get(0).name();
    for (StrayMessages each : strays) {
      each.take(type, message);
    }
  }
}
