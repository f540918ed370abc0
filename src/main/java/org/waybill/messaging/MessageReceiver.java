package org.waybill.messaging;

import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Receives the messages of all queues and topics. Deployment descriptors bind it to the consumers'
 * resource adapter: {@code glassfish-ejb-jar.xml} and {@code jboss-ejb3.xml}.
 */
@MessageDriven(messageListenerInterface = MessageListener.class)
@TransactionManagement(TransactionManagementType.BEAN)
public class MessageReceiver implements MessageListener {

  private static final Logger LOG = Logger.getLogger(MessageReceiver.class.getName());

  @Inject private DestinationListeners listeners;

  /**
   * When this returns, the message is acknowledged.
   *
   * @throws RedeliverException if it is to be redelivered
   */
  @Override
  public void onMessage(Message message) {
    try {
      listeners.deliver(message);
    } catch (RedeliverException e) {
      LOG.log(Level.FINE, "rolled back; the broker redelivers it", e);
      throw e;
    } catch (Throwable e) {
      // Even an Error: servers throw the bean away, and log it in a way of their own.
      LOG.log(Level.SEVERE, "Processing a JMS message failed; the broker redelivers it", e);
      throw new RedeliverException(e);
    } finally {
      // An interrupt was meant for the handler, and not for the server's code that runs afterwards.
      Thread.interrupted();
    }
  }
}
