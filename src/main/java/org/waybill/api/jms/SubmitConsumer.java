package org.waybill.api.jms;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.List;
import org.waybill.config.Knobs;
import org.waybill.config.Settings;
import org.waybill.queue.DestinationListener;
import org.waybill.queue.Names;
import org.waybill.queue.RedeliverException;
import org.waybill.queue.StrayMessages;
import org.waybill.queue.Submission;
import org.waybill.queue.Submissions;
import org.waybill.queue.Subscription;

/** Takes what producers send, to the queue for that or to one of tasks. */
@ApplicationScoped
public class SubmitConsumer implements DestinationListener, StrayMessages {

  private static final int CONSUMERS = 8;

  @Inject private Ingress ingress;
  @Inject private Settings settings;

  @Override
  public List<Subscription> subscriptions() {
    return List.of(Subscription.toQueue(Names.SUBMIT, CONSUMERS));
  }

  @Override
  public void onMessage(Subscription from, Message message) throws JMSException {
    take(Submissions.read(message, settings.get(Knobs.INPUT_LIMIT)));
  }

  @Override
  public void take(String type, Message message) throws JMSException {
    take(Submissions.read(message, settings.get(Knobs.INPUT_LIMIT)).orOfType(type));
  }

  private void take(Submission submission) {
    try {
      ingress.take(submission);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RedeliverException(e);
    }
  }
}
