package org.waybill.messaging;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Sends dispatch messages over one persistent connection. Used by one thread at a time. */
@ApplicationScoped
public class DispatchMessageSender {

  @Resource(name = "jms/waybill")
  private ConnectionFactory connections;

  private static final int AHEAD = Message.DEFAULT_PRIORITY + 1;

  private final Map<String, Queue> queues = new HashMap<>();
  private JMSContext context;
  private JMSProducer producer;

  /** Its connections come from the server. */
  public DispatchMessageSender() {}

  DispatchMessageSender(ConnectionFactory connections) {
    this.connections = connections;
  }

  /**
   * Sends these dispatch messages.
   *
   * @throws BrokerUnavailable if the broker did not accept them; any of them may be lost
   * @throws BrokerQueueFull if it has no room for them
   */
  public synchronized void send(List<DispatchMessage> messages) {
    try {
      connect();
      for (DispatchMessage dispatchMessage : messages) {
        producer
            .setPriority(dispatchMessage.ahead() ? AHEAD : Message.DEFAULT_PRIORITY)
            .send(queue(dispatchMessage.queue()), dispatchMessage.text());
      }
    } catch (JMSRuntimeException e) {
      close();
      // Full or unavailable: a blocking send tells which.
      reach(messages.get(messages.size() - 1).queue());
      throw new BrokerUnavailable(e);
    }
  }

  /**
   * Checks whether the broker accepts a message for this queue: sends a test message, durable
   * unlike dispatch messages so that the broker's disk is checked too, and rolls it back.
   *
   * @throws BrokerUnavailable if it does not respond
   * @throws BrokerQueueFull if it has no room for it
   */
  public void reach(String queue) {
    try (Connection connection = connections.createConnection();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        MessageProducer probe =
            session.createProducer(session.createQueue(Destinations.ofQueue(queue)))) {
      probe.send(session.createTextMessage(""));
      session.rollback();
    } catch (JMSException | JMSRuntimeException e) {
      throw isThere(queue) ? new BrokerQueueFull(queue, e) : new BrokerUnavailable(e);
    }
  }

  /** Whether the broker answers at all; by what it does and not by what it calls its error. */
  private boolean isThere(String queue) {
    try (Connection connection = connections.createConnection();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        QueueBrowser browser =
            session.createBrowser(session.createQueue(Destinations.ofQueue(queue)))) {
      return browser.getEnumeration() != null;
    } catch (JMSException | JMSRuntimeException e) {
      return false;
    }
  }

  /**
   * The ids that lie in a queue and are not being delivered.
   *
   * @throws BrokerUnavailable if the broker cannot be asked
   */
  public Set<UUID> lyingIn(String queue) {
    try (JMSContext own = connections.createContext();
        QueueBrowser browser = own.createBrowser(own.createQueue(Destinations.ofQueue(queue)))) {
      Set<UUID> ids = new HashSet<>();
      for (Object message : Collections.list(browser.getEnumeration())) {
        if (message instanceof TextMessage text) {
          ids.addAll(DispatchMessage.read(queue, text.getText()).ids());
        }
      }
      return ids;
    } catch (JMSRuntimeException | JMSException e) {
      throw new BrokerUnavailable(e);
    }
  }

  private void connect() {
    if (context == null) {
      context = connections.createContext(JMSContext.AUTO_ACKNOWLEDGE);
      producer = context.createProducer().setDeliveryMode(DeliveryMode.NON_PERSISTENT);
      queues.clear();
    }
  }

  private Queue queue(String name) {
    return queues.computeIfAbsent(name, each -> context.createQueue(Destinations.ofQueue(each)));
  }

  private void close() {
    JMSContext broken = context;
    context = null;
    if (broken != null) {
      try {
        broken.close();
      } catch (JMSRuntimeException e) {
        // It is broken already, and a new one takes its place.
        return;
      }
    }
  }
}
