package org.waybill.queue;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.jms.ConnectionFactory;

/** Tells all nodes what cannot wait until they look themselves. Used by one thread at a time. */
@ApplicationScoped
public class ControlTopic {

  @Resource(name = "jms/waybill")
  private ConnectionFactory connections;

  private final KeptContext kept = new KeptContext();

  /**
   * @throws BrokerAway if nobody was told
   */
  public synchronized void tell(CancelCall call) {
    kept.tell(connections, Names.CONTROL, call.text());
  }
}
