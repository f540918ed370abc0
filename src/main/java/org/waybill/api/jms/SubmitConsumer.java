package org.waybill.api.jms;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.List;
import org.waybill.config.KnownSettings;
import org.waybill.config.Settings;
import org.waybill.messaging.DestinationListener;
import org.waybill.messaging.Destinations;
import org.waybill.messaging.JmsMessageReader;
import org.waybill.messaging.RedeliverException;
import org.waybill.messaging.StrayMessages;
import org.waybill.messaging.Submission;
import org.waybill.messaging.Subscription;

/** Takes what producers send, to the queue for that or to one of tasks. */
@ApplicationScoped
public class SubmitConsumer implements DestinationListener, StrayMessages {

  private static final int CONSUMERS = 8;

  /** Of one message to a queue of tasks: brokers drop such a message or move it after ten, say. */
  private static final int MOST_DELIVERIES = 5;

  private interface Taking {
    void run() throws InterruptedException;
  }

  @Inject private JmsIngress jmsIngress;
  @Inject private Settings settings;

  @Override
  public List<Subscription> subscriptions() {
    return List.of(Subscription.toQueue(Destinations.SUBMIT, CONSUMERS));
  }

  @Override
  public void onMessage(Subscription from, Message message) throws JMSException {
    Submission submission = JmsMessageReader.read(message, settings.get(KnownSettings.INPUT_LIMIT));
    take(() -> jmsIngress.take(submission));
  }

  @Override
  public void take(String type, Message message) throws JMSException {
    Submission submission =
        JmsMessageReader.read(message, settings.get(KnownSettings.INPUT_LIMIT)).orOfType(type);
    boolean last = message.getIntProperty("JMSXDeliveryCount") >= MOST_DELIVERIES;
    take(last ? () -> jmsIngress.takeLast(submission) : () -> jmsIngress.take(submission));
  }

  private static void take(Taking taking) {
    try {
      taking.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RedeliverException(e);
    }
  }
}
