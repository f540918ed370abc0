package org.waybill.messaging;

import java.time.Instant;
import java.util.SortedMap;

/**
 * A producer's message as plain data; nothing in it was deserialised.
 *
 * @param source the queue it was received from
 * @param headers all headers and properties, as text
 */
public record Submission(
    String source,
    Content content,
    Keys keys,
    Options options,
    Sender sender,
    SortedMap<String, String> headers) {

  /**
   * What it says.
   *
   * @param form the kind of message
   * @param body UTF-8 of a text, the bytes of a bytes message, a map as a JSON object; null where
   *     it was not read
   * @param bytes length of the body; longer than {@code body} if it is too large to be read
   * @param unreadable why the body was not read, or null
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Content(Form form, byte[] body, long bytes, String unreadable) {}

  /**
   * By what it is known; all may be null.
   *
   * @param messageId as its sender knows it
   * @param duplicateId {@code _AMQ_DUPL_ID}
   * @param group {@code JMSXGroupID}
   */
  public record Keys(String messageId, String correlationId, String duplicateId, String group) {}

  /**
   * How it is to be run.
   *
   * @param type {@code JMSType}, or else the property {@code taskType}; or null
   * @param startBy when the message expires, or null
   */
  public record Options(String type, int priority, Instant startBy) {}

  /**
   * Who sent it.
   *
   * @param brokerUser the sender as authenticated by the broker, or null; see {@code
   *     waybill.ingress.broker-user}
   * @param replyTo or null
   * @param at or null
   */
  public record Sender(String brokerUser, ReplyTo replyTo, Instant at) {}

  /** The same, of this type where it names none. */
  public Submission orOfType(String usual) {
    if (options.type() != null && !options.type().isBlank()) {
      return this;
    }
    Options typed = new Options(usual, options.priority(), options.startBy());
    return new Submission(source, content, keys, typed, sender, headers);
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
