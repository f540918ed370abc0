package org.waybill.messaging;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.List;

/**
 * Processes messages of some destinations. A bean that implements this receives messages from the
 * start of the application.
 */
public interface DestinationListener {

  /** Where it listens; empty where this node does not. */
  List<Subscription> subscriptions();

  /**
   * Processes one message; when this returns, it is acknowledged.
   *
   * @throws RedeliverException if it is to be redelivered; so it is after any other exception,
   *     which is logged
   */
  void onMessage(Subscription from, Message message) throws JMSException;
}
