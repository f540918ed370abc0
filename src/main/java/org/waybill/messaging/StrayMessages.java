package org.waybill.messaging;

import jakarta.jms.JMSException;
import jakarta.jms.Message;

/**
 * Handles messages that a producer sent directly to a task queue instead of the submission queue.
 */
public interface StrayMessages {

  /**
   * Processes one message; when this returns, it is acknowledged.
   *
   * @param type of the tasks in that queue
   * @throws RedeliverException if it is to be redelivered
   */
  void take(String type, Message message) throws JMSException;
}
