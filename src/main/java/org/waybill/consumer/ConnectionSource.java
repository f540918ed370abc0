package org.waybill.consumer;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Where connections to the broker come from. */
@FunctionalInterface
interface ConnectionSource {

  Connection open() throws JMSException;

  /**
   * Looks the factory up each time: it may have been deployed again since. Whoever deploys the
   * application says its name, and nobody else.
   */
  @SuppressWarnings("BanJNDI")
  static ConnectionSource named(String jndiName) {
    return () -> {
      try {
        return InitialContext.<ConnectionFactory>doLookup(jndiName).createConnection();
      } catch (NamingException e) {
        JMSException failure =
            new JMSException("unknown connection factory " + jndiName + ": " + e.getMessage());
        failure.initCause(e);
        throw failure;
      }
    };
  }
}
