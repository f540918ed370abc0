package org.waybill.queue;

import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.event.Publisher;

/** Hears what other nodes tell of tasks; {@code ejb-jar.xml} makes it listen. */
public class EventConsumer implements MessageListener {

  private static final Logger LOG = Logger.getLogger(EventConsumer.class.getName());

  @Inject private Publisher publisher;

  @Override
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public void onMessage(Message message) {
    try {
      publisher.publish(EventTopic.read(message));
    } catch (JMSException | RuntimeException e) {
      // Whoever may write to the topic may write nonsense; the rows tell what it hid.
      LOG.log(Level.WARNING, "Not understood on the event topic: {0}", e.getMessage());
    }
  }
}
