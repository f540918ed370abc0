package org.waybill.queue;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;

/** One connection that is kept, and made anew after an error. Used by one thread at a time. */
final class KeptContext {

  private JMSContext context;

  JMSContext open(ConnectionFactory connections) {
    if (context == null) {
      context = connections.createContext(JMSContext.AUTO_ACKNOWLEDGE);
    }
    return context;
  }

  void close() {
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
