package org.waybill.running;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.QueueRequestor;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import org.apache.activemq.artemis.api.jms.management.JMSManagementHelper;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQDestination;
import org.apache.activemq.artemis.jms.client.ActiveMQQueue;
import org.waybill.json.Json;

/** A broker's management, over its own protocol. */
public record BrokerConsole(String url, String user, String password) {

  /** The embedded broker of a server. */
  public static BrokerConsole of(RunningServer server) {
    return new BrokerConsole(
        "tcp://127.0.0.1:" + server.brokerPort(), "waybill", server.brokerPassword());
  }

  /** Cuts every connection of this user, this console's own included. */
  public void closeConnectionsOf(String name) {
    try {
      call("broker", "closeConnectionsForUser", name);
    } catch (JMSException e) {
      // Its own connection was among them, so that no answer came.
      return;
    }
  }

  /** Takes consumers of a queue away without a word to their clients; answers how many. */
  public int removeConsumersOf(String queue) {
    int removed = 0;
    for (JsonObject consumer : consumersOf(queue)) {
      removed += remove(consumer) ? 1 : 0;
    }
    return removed;
  }

  /** What the broker knows of those who listen to a queue or topic. */
  public List<JsonObject> consumersOf(String address) {
    try {
      JsonArray all = Json.read((String) call("broker", "listAllConsumersAsJSON")).asJsonArray();
      return all.stream()
          .map(JsonValue::asJsonObject)
          .filter(each -> address(each).equals(address))
          .toList();
    } catch (JMSException e) {
      throw new AssertionError(e);
    }
  }

  private String address(JsonObject consumer) {
    String queue = consumer.getString("queueName");
    return queue.contains("-") ? addressOf(queue) : queue;
  }

  private String addressOf(String queue) {
    try {
      return attribute("queue." + queue, "address");
    } catch (JMSException e) {
      return "";
    }
  }

  private boolean remove(JsonObject consumer) {
    try {
      return Boolean.TRUE.equals(
          call(
              "broker",
              "closeConsumerWithID",
              consumer.getString("sessionID"),
              String.valueOf(consumer.getJsonNumber("sequentialId").longValue())));
    } catch (JMSException e) {
      throw new AssertionError(e);
    }
  }

  public Object call(String resource, String operation, Object... arguments) throws JMSException {
    return ask(
        message ->
            JMSManagementHelper.putOperationInvocation(message, resource, operation, arguments));
  }

  private String attribute(String resource, String name) throws JMSException {
    return (String) ask(message -> JMSManagementHelper.putAttribute(message, resource, name));
  }

  private interface Question {
    void into(Message message) throws JMSException;
  }

  private Object ask(Question question) throws JMSException {
    try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(url);
        Connection connection = factory.createConnection(user, password);
        Session session = connection.createSession()) {
      connection.start();
      QueueRequestor requestor =
          new QueueRequestor(
              (QueueSession) session,
              (ActiveMQQueue) ActiveMQDestination.createQueue("activemq.management"));
      Message message = session.createMessage();
      question.into(message);
      Message answer = requestor.request(message);
      if (!JMSManagementHelper.hasOperationSucceeded(answer)) {
        throw new JMSException(String.valueOf(JMSManagementHelper.getResult(answer)));
      }
      return JMSManagementHelper.getResult(answer);
    } catch (JMSException e) {
      throw e;
    } catch (Exception e) {
      throw new JMSException(String.valueOf(e));
    }
  }
}
