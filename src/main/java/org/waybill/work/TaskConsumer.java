package org.waybill.work;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.config.Knobs;
import org.waybill.config.Settings;
import org.waybill.queue.DestinationListener;
import org.waybill.queue.Hint;
import org.waybill.queue.Names;
import org.waybill.queue.Subscription;
import org.waybill.type.Queues;
import org.waybill.type.TaskTypes;

/** Takes hints from the queues of tasks, as many at once as each may run on a node. */
@ApplicationScoped
public class TaskConsumer implements DestinationListener {

  private static final Logger LOG = Logger.getLogger(TaskConsumer.class.getName());

  @Inject private Settings settings;
  @Inject private Worker worker;
  @Inject private TaskTypes types;
  @Inject private Queues queues;

  @Override
  public List<Subscription> subscriptions() {
    return settings.get(Knobs.ROLE).runsTasks()
        ? types.handled().stream()
            .map(type -> types.find(type).orElseThrow().queue())
            .distinct()
            .map(
                queue ->
                    Subscription.toQueue(Names.ofQueue(queue), queues.concurrencyPerNode(queue)))
            .toList()
        : List.of();
  }

  @Override
  public void onMessage(Subscription from, Message message) {
    String queue = Names.queueOf(from.destination());
    read(queue, message).ifPresent(hint -> worker.take(queue, hint));
  }

  /** Whoever may write to a queue may write nonsense: what is no hint is dropped. */
  private static Optional<Hint> read(String queue, Message message) {
    try {
      if (message instanceof TextMessage text) {
        return Optional.of(Hint.read(queue, text.getText()));
      }
      LOG.log(Level.WARNING, "Dropped from {0}: a message that is no text", queue);
    } catch (JMSException | RuntimeException e) {
      LOG.log(Level.WARNING, "Dropped from {0}: {1}", new Object[] {queue, e.getMessage()});
    }
    return Optional.empty();
  }
}
