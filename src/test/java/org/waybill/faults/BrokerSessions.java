package org.waybill.faults;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueRequestor;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import org.apache.activemq.artemis.api.core.management.ResourceNames;
import org.apache.activemq.artemis.api.jms.management.JMSManagementHelper;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.waybill.running.RunningServer;

/** The broker closes all connections of Waybill, as an operator may do by its management. */
record BrokerSessions(String url, String user, String password) implements Scenario.Fault {

  /** Of the broker that this server brings along. */
  static BrokerSessions of(RunningServer server) {
    return new BrokerSessions(
        "tcp://127.0.0.1:" + server.brokerPort(), "waybill", server.brokerPassword());
  }

  @Override
  public void run() throws Exception {
    try (ActiveMQConnectionFactory factory =
            new ActiveMQConnectionFactory(
                url + "?reconnectAttempts=0&callTimeout=5000", user, password);
        QueueConnection connection = factory.createQueueConnection();
        QueueSession session = connection.createQueueSession(false, Session.AUTO_ACKNOWLEDGE)) {
      connection.start();
      Message message = session.createMessage();
      JMSManagementHelper.putOperationInvocation(
          message, ResourceNames.BROKER, "closeConnectionsForUser", user);
      new QueueRequestor(session, session.createQueue("activemq.management")).request(message);
    } catch (JMSException e) {
      // This connection is one of that user's, too.
      System.out.println("Connections closed: " + e.getMessage());
    }
  }
}
