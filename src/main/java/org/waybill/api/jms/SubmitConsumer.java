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

  @Inject private JmsIngress jmsIngress;
  @Inject private Settings settings;

  @Override
  public List<Subscription> subscriptions() {
    return List.of(Subscription.toQueue(Destinations.SUBMIT, CONSUMERS));
  }

  @Override
  public void onMessage(Subscription from, Message message) throws JMSException {
    take(JmsMessageReader.read(message, settings.get(KnownSettings.INPUT_LIMIT)));
  }

  @Override
  public void take(String type, Message message) throws JMSException {
    take(JmsMessageReader.read(message, settings.get(KnownSettings.INPUT_LIMIT)).orOfType(type));
  }

  private void take(Submission submission) {
    try {
      jmsIngress.take(submission);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RedeliverException(e);
    }
  }
}
