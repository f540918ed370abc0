package org.waybill.queue;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;

/** Tells all nodes what happens to tasks. Used by one thread at a time. */
@ApplicationScoped
public class EventTopic {

  private static final String SENDER = "waybill_node";

  @Resource(name = "jms/waybill")
  private ConnectionFactory connections;

  private final KeptContext kept = new KeptContext();

  /**
   * @param node who tells, so that it knows its own words when they come back
   * @throws BrokerAway if nobody was told
   */
  public synchronized void tell(String node, String text) {
    kept.tell(connections, Names.EVENTS, text, SENDER, node);
  }

  /**
   * @throws JMSException if this is nothing that a node tells
   */
  static Heard read(Message message) throws JMSException {
    if (message instanceof TextMessage text && text.getText() != null) {
      return new Heard(message.getStringProperty(SENDER), text.getText());
    }
    throw new JMSException("no text");
  }
}
