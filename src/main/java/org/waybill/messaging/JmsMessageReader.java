package org.waybill.messaging;

import jakarta.jms.BytesMessage;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import org.waybill.json.Json;
import org.waybill.messaging.Submission.Form;

/** Reads producers' messages. Java objects are rejected without deserialising them. */
public final class JmsMessageReader {

  /** Set by the embedded broker on a message that it could not deliver unchanged. */
  private static final String UNREADABLE = "waybill_unreadable";

  /** As much of a body as is read where it is larger than it may be. */
  private static final int BEGINNING = 64 * 1024;

  /** The year 9999: senders that mean "never" add the largest number to the time. */
  private static final long NEVER = 253_402_300_800_000L;

  private record Body(Form form, byte[] bytes, long length, String unreadable) {
    static Body unread(String why) {
      return new Body(Form.OTHER, null, 0, why);
    }
  }

  private JmsMessageReader() {}

  /**
   * @param largest bytes of a body that are read at most
   */
  public static Submission read(Message message, int largest) throws JMSException {
    Body body = body(message, largest);
    Faults faults = new Faults(body.unreadable());
    SortedMap<String, String> headers = headers(message, faults);
    long expires = message.getJMSExpiration();
    long sent = message.getJMSTimestamp();
    String type = faults.read("JMSType", message::getJMSType);
    ReplyTo replyTo = faults.read("JMSReplyTo", () -> replyTo(message));
    String correlation = faults.read("JMSCorrelationID", () -> Correlation.of(message));
    faults.add(headers.get(UNREADABLE));
    return new Submission(
        source(message),
        new Submission.Content(body.form(), body.bytes(), body.length(), faults.first),
        new Submission.Keys(
            headers.getOrDefault("NATIVE_MESSAGE_ID", message.getJMSMessageID()),
            correlation,
            headers.get("_AMQ_DUPL_ID"),
            headers.get("JMSXGroupID")),
        new Submission.Options(
            type == null || type.isBlank() ? headers.get("taskType") : type,
            message.getJMSPriority(),
            expires > 0 && expires < NEVER ? Instant.ofEpochMilli(expires) : null),
        new Submission.Sender(
            brokerUser(headers), replyTo, sent > 0 ? Instant.ofEpochMilli(sent) : null),
        headers);
  }

  private interface Header<T> {
    T read() throws JMSException;
  }

  /**
   * The parts of a message that could not be read. A header can be as broken as a body, and the
   * message must not be redelivered for ever because of it.
   */
  private static final class Faults {
    private String first;

    Faults(String first) {
      this.first = first;
    }

    void add(String fault) {
      if (first == null) {
        first = fault;
      }
    }

    <T> T read(String name, Header<T> header) {
      try {
        return header.read();
      } catch (JMSException | RuntimeException e) {
        add(name + " cannot be read: " + e.getMessage());
        return null;
      }
    }
  }

  private static String source(Message message) throws JMSException {
    String name = Destinations.of(message.getJMSDestination());
    return name.contains(Destinations.SUBMIT) ? Destinations.SUBMIT : name;
  }

  /** A body that cannot be read now can never be read: it must not be redelivered for ever. */
  private static Body body(Message message, int largest) {
    try {
      return bodyOf(message, largest);
    } catch (JMSException | RuntimeException e) {
      return Body.unread("it cannot be read: " + e.getMessage());
    }
  }

  private static Body bodyOf(Message message, int largest) throws JMSException {
    if (message instanceof TextMessage text) {
      String content = text.getText();
      return content == null
          ? Body.unread("the text message has no text; allowed: a JSON object")
          : whole(Form.TEXT, content.getBytes(StandardCharsets.UTF_8));
    }
    if (message instanceof BytesMessage bytes) {
      return body(bytes, largest);
    }
    if (message instanceof MapMessage map) {
      return body(map);
    }
    if (message instanceof ObjectMessage) {
      return Body.unread("it is an object message, which is never deserialised; " + allowed());
    }
    if (message instanceof StreamMessage) {
      return Body.unread("it is a stream message; " + allowed());
    }
    return Body.unread("it has no body; " + allowed());
  }

  private static String allowed() {
    return "allowed: a text, bytes (UTF-8) or map message";
  }

  private static Body body(BytesMessage message, int largest) throws JMSException {
    long length = message.getBodyLength();
    byte[] bytes = new byte[(int) (length > largest ? Math.min(length, BEGINNING) : length)];
    int read = message.readBytes(bytes);
    return read < bytes.length && bytes.length > 0
        ? Body.unread("its bytes are incomplete")
        : new Body(Form.BYTES, bytes, length, null);
  }

  private static Body body(MapMessage map) throws JMSException {
    JsonObjectBuilder object = Json.object();
    for (Object each : Collections.list(map.getMapNames())) {
      String name = (String) each;
      Object value = map.getObject(name);
      if (value == null) {
        object.addNull(name);
      } else if (value instanceof Boolean flag) {
        object.add(name, flag);
      } else if (value instanceof Double || value instanceof Float) {
        double number = ((Number) value).doubleValue();
        if (!Double.isFinite(number)) {
          return Body.unread("member " + name + " of the map is " + number);
        }
        object.add(name, number);
      } else if (value instanceof Number number) {
        object.add(name, number.longValue());
      } else if (value instanceof String || value instanceof Character) {
        object.add(name, value.toString());
      } else {
        return Body.unread(
            "member " + name + " of the map is bytes; allowed: text, numbers and booleans");
      }
    }
    return whole(Form.MAP, object.build().toString().getBytes(StandardCharsets.UTF_8));
  }

  private static Body whole(Form form, byte[] bytes) {
    return new Body(form, bytes, bytes.length, null);
  }

  /** Set by the broker for messages of its own protocol; in AMQP it may be chosen by the sender. */
  private static String brokerUser(SortedMap<String, String> headers) {
    boolean amqp =
        headers.keySet().stream()
            .anyMatch(name -> name.startsWith("JMS_AMQP_") || name.equals("NATIVE_MESSAGE_ID"));
    return amqp ? null : headers.get("_AMQ_VALIDATED_USER");
  }

  private static ReplyTo replyTo(Message message) throws JMSException {
    Destination destination = message.getJMSReplyTo();
    if (destination == null) {
      return null;
    }
    if (destination instanceof Queue queue) {
      return new ReplyTo(ReplyTo.Kind.QUEUE, queue.getQueueName());
    }
    if (destination instanceof Topic topic) {
      return new ReplyTo(ReplyTo.Kind.TOPIC, topic.getTopicName());
    }
    // STOMP does not distinguish queue and topic; the broker's client then has no name for it.
    String text = message.getStringProperty("JMSReplyTo");
    return ReplyTo.read(text == null ? destination.toString() : text);
  }

  private static SortedMap<String, String> headers(Message message, Faults faults)
      throws JMSException {
    SortedMap<String, String> headers = new TreeMap<>();
    for (Object each : Collections.list(message.getPropertyNames())) {
      String name = (String) each;
      put(headers, name, faults.read(name, () -> text(message.getObjectProperty(name))));
    }
    // The broker's own are not listed as properties.
    for (String name : new String[] {"_AMQ_DUPL_ID", "JMSXGroupID", "_AMQ_VALIDATED_USER"}) {
      if (message.propertyExists(name)) {
        headers.putIfAbsent(name, text(message.getObjectProperty(name)));
      }
    }
    put(headers, "JMSMessageID", message.getJMSMessageID());
    put(
        headers,
        "JMSCorrelationID",
        faults.read("JMSCorrelationID", () -> Correlation.of(message)));
    put(headers, "JMSType", faults.read("JMSType", message::getJMSType));
    put(headers, "JMSReplyTo", faults.read("JMSReplyTo", message::getJMSReplyTo));
    put(headers, "JMSPriority", message.getJMSPriority());
    put(headers, "JMSTimestamp", message.getJMSTimestamp());
    put(headers, "JMSExpiration", message.getJMSExpiration());
    return headers;
  }

  private static void put(SortedMap<String, String> headers, String name, Object value) {
    if (value != null) {
      headers.put(name, value.toString());
    }
  }

  private static String text(Object value) {
    return value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : String.valueOf(value);
  }
}
