package org.waybill.messaging;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.jms.ConnectionFactory;

/** Tells all nodes what cannot wait until they look themselves. Used by one thread at a time. */
@ApplicationScoped
public class ControlTopic {

  @Resource(name = "jms/waybill")
  private ConnectionFactory connections;

  private final ReconnectingContext kept = new ReconnectingContext();

  /**
   * @throws BrokerUnavailable if nobody was told
   */
  public synchronized void publish(CancelMessage call) {
    kept.publish(connections, Destinations.CONTROL, call.text());
  }
}
