package org.waybill.worker;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.messaging.CancelMessage;
import org.waybill.messaging.DestinationListener;
import org.waybill.messaging.Destinations;
import org.waybill.messaging.Subscription;

/** Receives broadcasts of other nodes. */
@ApplicationScoped
public class ControlConsumer implements DestinationListener {

  private static final Logger LOG = Logger.getLogger(ControlConsumer.class.getName());

  @Inject private CancelBroadcast cancelBroadcast;

  @Override
  public List<Subscription> subscriptions() {
    return List.of(Subscription.toTopic(Destinations.CONTROL));
  }

  @Override
  public void onMessage(Subscription from, Message message) {
    try {
      if (message instanceof TextMessage text) {
        cancelBroadcast.receive(CancelMessage.read(text.getText()));
      }
    } catch (JMSException | RuntimeException e) {
      LOG.log(
          Level.WARNING, "Ignored an unreadable message on the control topic: {0}", e.getMessage());
    }
  }
}
