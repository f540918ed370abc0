package org.waybill.messaging;

import jakarta.jms.JMSException;
import jakarta.jms.Message;

/** Who takes what a producer has sent to a queue of tasks itself, instead of to be submitted. */
public interface StrayMessages {

  /**
   * Takes one message; when this returns, it is acknowledged.
   *
   * @param type of the tasks that wait in that queue
   * @throws RedeliverException if it shall come again
   */
  void take(String type, Message message) throws JMSException;
}
