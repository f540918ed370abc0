package org.waybill.work;

import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.config.TaskQueue;
import org.waybill.queue.Hint;

/** Takes hints from one queue; {@code ejb-jar.xml} makes one bean of this class for each queue. */
public class TaskConsumer implements MessageListener {

  private static final Logger LOG = Logger.getLogger(TaskConsumer.class.getName());

  @Inject private Worker worker;

  @Override
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public void onMessage(Message message) {
    String queue = queueOf(message);
    try {
      if (message instanceof TextMessage text) {
        worker.take(TaskQueue.ofLabel(queue).orElseThrow(), Hint.read(queue, text.getText()));
      } else {
        LOG.log(Level.WARNING, "Dropped from {0}: a message that is no text", queue);
      }
    } catch (IllegalArgumentException | JMSException e) {
      LOG.log(Level.WARNING, "Dropped from {0}: {1}", new Object[] {queue, e.getMessage()});
    }
  }

  /**
   * Asked of the message: beans in a WAR share one environment, so that no entry of it can differ
   * between them. WildFly's own broker puts a prefix before the name.
   */
  private static String queueOf(Message message) {
    try {
      String name = ((Queue) message.getJMSDestination()).getQueueName();
      return name.substring(name.lastIndexOf('.') + 1);
    } catch (JMSException e) {
      throw new JMSRuntimeException(e.getMessage(), e.getErrorCode(), e);
    }
  }
}
