package org.waybill.work;

import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.jms.TextMessage;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.queue.CancelCall;

/** Hears what other nodes tell all; {@code ejb-jar.xml} makes it listen. */
public class ControlConsumer implements MessageListener {

  private static final Logger LOG = Logger.getLogger(ControlConsumer.class.getName());

  @Inject private Cancels cancels;

  @Override
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public void onMessage(Message message) {
    try {
      if (message instanceof TextMessage text) {
        cancels.hear(CancelCall.read(text.getText()));
      }
    } catch (IllegalArgumentException | JMSException e) {
      LOG.log(Level.WARNING, "Not understood on the control topic: {0}", e.getMessage());
    }
  }
}
