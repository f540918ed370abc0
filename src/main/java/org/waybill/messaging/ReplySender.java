package org.waybill.messaging;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.JMSSecurityRuntimeException;
import jakarta.jms.TextMessage;
import java.time.Duration;

/** Sends replies to JMS requesters. Used by one thread at a time. */
@ApplicationScoped
public class ReplySender {

  /** The owner of a temporary queue is waiting there, or is gone. */
  private static final Duration TEMPORARY_LIFE = Duration.ofHours(1);

  @Resource(name = "jms/waybill")
  private ConnectionFactory connections;

  private final ReconnectingContext kept = new ReconnectingContext();

  /**
   * Sends a JSON text.
   *
   * @param correlationId or null
   * @throws BrokerUnavailable if the broker did not accept it; a later try may succeed
   * @throws Undeliverable if there is no such destination, or writing to it is not permitted
   */
  public synchronized void send(ReplyTo to, String correlationId, String json) {
    try {
      JMSContext context = kept.open(connections);
      JMSProducer producer = context.createProducer();
      if (to.isTemporary()) {
        producer
            .setDeliveryMode(DeliveryMode.NON_PERSISTENT)
            .setTimeToLive(TEMPORARY_LIFE.toMillis());
      }
      TextMessage answer = context.createTextMessage(json);
      Correlation.into(answer, correlationId);
      producer.send(destination(context, to), answer);
    } catch (JMSException e) {
      throw new Undeliverable(e);
    } catch (InvalidDestinationRuntimeException | JMSSecurityRuntimeException e) {
      throw new Undeliverable(e);
    } catch (JMSRuntimeException e) {
      kept.close();
      throw new BrokerUnavailable(e);
    }
  }

  private static Destination destination(JMSContext context, ReplyTo to) {
    return switch (to.kind()) {
      case QUEUE -> context.createQueue(to.name());
      case TOPIC -> context.createTopic(to.name());
    };
  }
}
