package org.waybill.consumer;

import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.jms.TextMessage;
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import javax.transaction.xa.XAResource;

/** A bean of the test, that keeps each message in hand until it is told to let one go. */
final class Desk implements MessageEndpointFactory {

  final AtomicInteger inHand = new AtomicInteger();
  final Semaphore leave = new Semaphore(0);
  final Map<String, Integer> taken = new ConcurrentHashMap<>();
  final List<String> sources = new CopyOnWriteArrayList<>();
  final AtomicInteger thrown = new AtomicInteger();
  final AtomicInteger endpoints = new AtomicInteger();
  volatile Throwable next;
  volatile boolean closed;

  private final class Endpoint implements MessageEndpoint, MessageListener {

    @Override
    public void onMessage(Message message) {
      inHand.incrementAndGet();
      leave.acquireUninterruptibly();
      inHand.decrementAndGet();
      if (next != null) {
        thrown.incrementAndGet();
        throw Desk.<RuntimeException>sneaky(next);
      }
      try {
        sources.add(String.valueOf(message.getJMSDestination()));
        taken.merge(((TextMessage) message).getText(), 1, Integer::sum);
      } catch (JMSException e) {
        throw new JMSRuntimeException(e.getMessage());
      }
    }

    @Override
    public void release() {
      endpoints.decrementAndGet();
    }

    @Override
    public void beforeDelivery(Method method) {}

    @Override
    public void afterDelivery() {}
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> T sneaky(Throwable thrown) throws T {
    throw (T) thrown;
  }

  @Override
  public MessageEndpoint createEndpoint(XAResource transactions) throws UnavailableException {
    if (closed) {
      throw new UnavailableException("closed");
    }
    endpoints.incrementAndGet();
    return new Endpoint();
  }

  @Override
  public MessageEndpoint createEndpoint(XAResource transactions, long millis)
      throws UnavailableException {
    return createEndpoint(transactions);
  }

  @Override
  public boolean isDeliveryTransacted(Method method) {
    return false;
  }

  @Override
  public String getActivationName() {
    return "desk";
  }

  @Override
  public Class<?> getEndpointClass() {
    return Endpoint.class;
  }
}
