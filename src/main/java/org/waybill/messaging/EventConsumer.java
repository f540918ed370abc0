package org.waybill.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.event.Publisher;

/** Receives task events of other nodes. */
@ApplicationScoped
public class EventConsumer implements DestinationListener {

  private static final Logger LOG = Logger.getLogger(EventConsumer.class.getName());

  @Inject private Publisher publisher;

  @Override
  public List<Subscription> subscriptions() {
    return List.of(Subscription.toTopic(Destinations.EVENTS));
  }

  @Override
  public void onMessage(Subscription from, Message message) {
    try {
      publisher.publish(EventTopic.read(message));
    } catch (JMSException | RuntimeException e) {
      // Anyone who may write to the topic may write nonsense; events lost here are found in the
      // rows.
      LOG.log(
          Level.WARNING, "Ignored an unreadable message on the event topic: {0}", e.getMessage());
    }
  }
}
