package org.waybill.tryout;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import java.util.concurrent.atomic.AtomicInteger;

/** Throw-away. */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(propertyName = "resourceAdapter", propertyValue = "artemis"),
      @ActivationConfigProperty(
          propertyName = "destinationType",
          propertyValue = "jakarta.jms.Queue"),
      @ActivationConfigProperty(propertyName = "destination", propertyValue = "diagnostics"),
      @ActivationConfigProperty(propertyName = "useJNDI", propertyValue = "false"),
      @ActivationConfigProperty(propertyName = "useLocalTx", propertyValue = "true"),
      @ActivationConfigProperty(propertyName = "MaxPoolSize", propertyValue = "1100"),
    })
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TryConsumer implements MessageListener {
  static final AtomicInteger DONE = new AtomicInteger();
  static final AtomicInteger NOW = new AtomicInteger();
  static final AtomicInteger PEAK = new AtomicInteger();

  @Override
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public void onMessage(Message message) {
    int now = NOW.incrementAndGet();
    PEAK.accumulateAndGet(now, Math::max);
    try {
      String ms = message.getBody(String.class);
      Thread.sleep(Long.parseLong(ms));
      DONE.incrementAndGet();
    } catch (Exception e) {
      throw new RuntimeException(e);
    } finally {
      NOW.decrementAndGet();
    }
  }
}
