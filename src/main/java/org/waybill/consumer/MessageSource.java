package org.waybill.consumer;

import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Session;

/** A destination that messages are received from. */
record MessageSource(DestinationKind kind, String name) {

  Destination in(Session session) throws JMSException {
    return switch (kind) {
      case QUEUE -> session.createQueue(name);
      case TOPIC -> session.createTopic(name);
    };
  }

  /** What this node says there must come back to it. */
  boolean hasEcho() {
    return kind == DestinationKind.TOPIC;
  }
}
