package org.waybill.messaging;

import java.time.Instant;
import java.util.SortedMap;

/**
 * A producer's message as plain data; nothing in it was deserialised.
 *
 * @param source the queue it was received from
 * @param form the kind of message
 * @param body UTF-8 of a text, the bytes of a bytes message, a map as a JSON object; null where it
 *     was not read
 * @param bodyBytes length of the body; longer than {@code body} if it is too large to be read
 * @param unreadable why the body was not read, or null
 * @param messageId as its sender knows it, or null
 * @param type {@code JMSType}, or else the property {@code taskType}; or null
 * @param startBy when the message expires, or null
 * @param sentAt or null
 * @param duplicateId {@code _AMQ_DUPL_ID}, or null
 * @param group {@code JMSXGroupID}, or null
 * @param brokerUser the sender as authenticated by the broker, or null; see {@code
 *     waybill.ingress.broker-user}
 * @param replyTo or null
 * @param headers all headers and properties, as text
 */
public record Submission(
    String source,
    Form form,
    byte[] body,
    long bodyBytes,
    String unreadable,
    String messageId,
    String correlationId,
    String type,
    int priority,
    Instant startBy,
    Instant sentAt,
    String duplicateId,
    String group,
    String brokerUser,
    ReplyTo replyTo,
    SortedMap<String, String> headers) {

  /** The same, of this type where it names none. */
  public Submission orOfType(String usual) {
    return type != null && !type.isBlank()
        ? this
        : new Submission(
            source,
            form,
            body,
            bodyBytes,
            unreadable,
            messageId,
            correlationId,
            usual,
            priority,
            startBy,
            sentAt,
            duplicateId,
            group,
            brokerUser,
            replyTo,
            headers);
  }

  /** Kinds of messages. */
  public enum Form {
    TEXT,
    BYTES,
    MAP,
    /** Java objects and streams; and messages without a body. */
    OTHER
  }
}
