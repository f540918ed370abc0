package org.waybill.messaging;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.jms.ConnectionFactory;

/** Broadcasts to all nodes what cannot wait for their next poll. Used by one thread at a time. */
@ApplicationScoped
public class ControlTopic {

  @Resource(name = "jms/waybill")
  private ConnectionFactory connections;

  private final ReconnectingContext kept = new ReconnectingContext();

  /**
   * @throws BrokerUnavailable if the message was not sent
   */
  public synchronized void publish(CancelMessage call) {
    kept.publish(connections, Destinations.CONTROL, call.text());
  }
}
