package org.waybill.api.jms;

import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import org.waybill.config.Knobs;
import org.waybill.config.Settings;
import org.waybill.queue.Submissions;

/** Takes what producers send; {@code ejb-jar.xml} makes it listen. */
public class SubmitConsumer implements MessageListener {

  @Inject private Ingress ingress;
  @Inject private Settings settings;

  @Override
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public void onMessage(Message message) {
    try {
      ingress.take(Submissions.read(message, settings.get(Knobs.INPUT_LIMIT)));
    } catch (JMSException e) {
      throw new JMSRuntimeException(e.getMessage(), e.getErrorCode(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotTaken(e);
    }
  }
}
