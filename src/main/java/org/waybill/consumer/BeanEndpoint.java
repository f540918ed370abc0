package org.waybill.consumer;

import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;

/** One consumer's way to the message-driven bean; a new one follows each that has failed. */
final class BeanEndpoint implements AutoCloseable {

  private final MessageEndpointFactory factory;
  private MessageEndpoint endpoint;

  /**
   * @throws UnavailableException if the bean takes no messages now
   */
  BeanEndpoint(MessageEndpointFactory factory) throws UnavailableException {
    this.factory = factory;
    open();
  }

  private void open() throws UnavailableException {
    endpoint = factory.createEndpoint(null);
  }

  /** Returns when the bean has taken the message; whatever else happens is thrown. */
  void deliver(Message message) {
    ((MessageListener) endpoint).onMessage(message);
  }

  /**
   * Before the next message, after a failure: what the server makes of an endpoint that has thrown
   * is its own affair.
   */
  void renew() throws UnavailableException {
    close();
    open();
  }

  @Override
  public void close() {
    endpoint.release();
  }
}
