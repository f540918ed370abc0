package org.waybill.running;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;

/** Requests by correlation id: of one caller over HTTP, of a producer over JMS. */
public record Requests(Api caller) {

  private static final int PATIENCE_MILLIS = 30_000;

  /** Asks, and returns the correlation id. */
  public String ask(String body) {
    return answered(202, caller.post("/api/requests", body)).getString("correlation_id");
  }

  /** The response, for which it waits as long as the server lets it. */
  public JsonObject response(String correlationId) {
    return answered(200, caller.get("/api/requests/" + correlationId + "?wait=30"));
  }

  private static JsonObject answered(int status, Api.Answer answer) {
    if (answer.status() != status) {
      throw new AssertionError("Not " + status + ": " + answer);
    }
    return answer.object();
  }

  /** Sends a request as its document has it, and receives what is replied. */
  public static JsonObject exchange(JMSContext jms, String correlationId, String body)
      throws JMSException {
    TemporaryQueue replies = jms.createTemporaryQueue();
    TextMessage request = jms.createTextMessage(body);
    request.setJMSType("request");
    request.setJMSCorrelationID(correlationId);
    request.setJMSReplyTo(replies);
    jms.createProducer().send(jms.createQueue("waybill.submit"), request);
    TextMessage reply = (TextMessage) jms.createConsumer(replies).receive(PATIENCE_MILLIS);
    if (reply == null || !correlationId.equals(reply.getJMSCorrelationID())) {
      throw new AssertionError("Reply to " + correlationId + ": " + reply);
    }
    try (var reader = Json.createReader(new StringReader(reply.getText()))) {
      return reader.readObject();
    }
  }
}
