package org.waybill.messaging;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The correlation id of a message as its sender knows it. In AMQP it may be a number, a UUID or
 * bytes; JMS represents those as text with a prefix.
 */
public final class Correlation {

  private static final String BINARY = "ID:AMQP_BINARY:";

  private static final Pattern PREFIX =
      Pattern.compile("^ID:AMQP_(?:BINARY|UUID|ULONG|STRING|NO_PREFIX):");

  private Correlation() {}

  /** As JMS spells it; bytes as AMQP's. Null if there is none. */
  static String of(Message message) throws JMSException {
    String text = message.getJMSCorrelationID();
    if (text != null) {
      return text;
    }
    byte[] bytes = message.getJMSCorrelationIDAsBytes();
    return bytes == null ? null : BINARY + HexFormat.of().formatHex(bytes).toUpperCase(Locale.ROOT);
  }

  /** Without what JMS puts before it. */
  public static String plain(String correlation) {
    return correlation == null ? null : PREFIX.matcher(correlation).replaceFirst("");
  }

  /** Puts it into an answer as it was in the question. */
  static void into(Message answer, String correlation) throws JMSException {
    if (correlation != null && correlation.startsWith(BINARY)) {
      try {
        answer.setJMSCorrelationIDAsBytes(
            HexFormat.of().parseHex(correlation.substring(BINARY.length())));
        return;
      } catch (IllegalArgumentException e) {
        // A sender's own text that begins like this.
      }
    }
    answer.setJMSCorrelationID(correlation);
  }
}
