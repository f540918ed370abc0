package org.waybill.adapter;

import java.util.Map;
import java.util.Set;
import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.protocol.amqp.broker.AMQPMessage;
import org.apache.activemq.artemis.utils.collections.TypedProperties;

/**
 * Rejects at send time what could not be delivered later: a message that the broker cannot convert
 * for its receivers, or that they cannot read, ends each consumer that receives it.
 */
final class UnreadableMessageFilter implements ActiveMQServerMessagePlugin {

  private static final String SUBMIT = "waybill.submit";

  /** Default, object, text, bytes, map, stream. */
  private static final Set<Byte> TYPES =
      Set.of(
          Message.DEFAULT_TYPE,
          Message.OBJECT_TYPE,
          Message.TEXT_TYPE,
          Message.BYTES_TYPE,
          Message.MAP_TYPE,
          Message.STREAM_TYPE);

  /** A part of a class's name, and what senders call its values. */
  private static final Map<String, String> KINDS =
      Map.of(
          "java.util.UUID", "a UUID",
          "java.util.Date", "a timestamp",
          "amqp.Symbol", "a symbol",
          "amqp.Unsigned", "an unsigned number",
          "List", "a list",
          "Map", "a map");

  @Override
  public void beforeSend(
      ServerSession session, Transaction tx, Message message, boolean direct, boolean noCreation)
      throws ActiveMQException {
    String fault = fault(message);
    if (fault != null) {
      throw new ActiveMQException(fault, ActiveMQExceptionType.ILLEGAL_STATE);
    }
  }

  /** What is wrong with a message and what is allowed, or null. */
  static String fault(Message message) {
    if (message.getPriority() < 0 || message.getPriority() > 9) {
      return "priority is " + message.getPriority() + "; allowed: 0 to 9";
    }
    try {
      if (message instanceof AMQPMessage amqp) {
        // It converts here and fails at the delivery.
        return amqp.getFooter() == null
            ? unreadable(amqp.toCore(), amqp.getAddress())
            : "it has a footer; allowed: no footer";
      }
      return message instanceof ICoreMessage core ? unreadable(core, core.getAddress()) : null;
    } catch (RuntimeException | StackOverflowError e) {
      return "it cannot be read ("
          + reason(e)
          + "); allowed in maps, lists and properties: texts, numbers, booleans and bytes";
    }
  }

  private static String unreadable(ICoreMessage message, String address) {
    if (!SUBMIT.equals(address)) {
      return null;
    }
    if (!TYPES.contains(message.getType())) {
      return "its type is " + message.getType() + "; allowed: text, bytes and map messages";
    }
    for (String name : new String[] {"JMSType", "JMSReplyTo"}) {
      Object value = message.getObjectProperty(SimpleString.of(name));
      if (value != null && !(value instanceof CharSequence)) {
        return name + " is not text; allowed: text";
      }
    }
    if (!message.isLargeMessage()) {
      readBody(message);
    }
    return null;
  }

  private static void readBody(ICoreMessage message) {
    ActiveMQBuffer body = message.getReadOnlyBodyBuffer();
    if (message.getType() == Message.TEXT_TYPE) {
      body.readNullableSimpleString();
    } else if (message.getType() == Message.MAP_TYPE) {
      new TypedProperties().decode(body.byteBuf());
    }
  }

  /** The broker's libraries name classes; a sender in another language knows kinds of values. */
  private static String reason(Throwable e) {
    String text = String.valueOf(e.getMessage());
    return KINDS.entrySet().stream()
        .filter(kind -> text.contains(kind.getKey()))
        .map(kind -> "it contains " + kind.getValue())
        .findFirst()
        .orElse("its encoding is invalid");
  }
}
