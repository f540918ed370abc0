package org.waybill.work;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.queue.CancelCall;
import org.waybill.queue.DestinationListener;
import org.waybill.queue.Names;
import org.waybill.queue.Subscription;

/** Hears what other nodes tell all. */
@ApplicationScoped
public class ControlConsumer implements DestinationListener {

  private static final Logger LOG = Logger.getLogger(ControlConsumer.class.getName());

  @Inject private Cancels cancels;

  @Override
  public List<Subscription> subscriptions() {
    return List.of(Subscription.toTopic(Names.CONTROL));
  }

  @Override
  public void onMessage(Subscription from, Message message) {
    try {
      if (message instanceof TextMessage text) {
        cancels.hear(CancelCall.read(text.getText()));
      }
    } catch (JMSException | RuntimeException e) {
      LOG.log(Level.WARNING, "Not understood on the control topic: {0}", e.getMessage());
    }
  }
}
