package org.waybill.messaging;

import java.util.Locale;
import java.util.regex.Pattern;

/** The reply destination requested by a producer. */
public record ReplyTo(Kind kind, String name) {

  /** Clients' own queues are called so, whichever protocol they speak. */
  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /** What it is to the broker. */
  public enum Kind {
    QUEUE,
    TOPIC;

    /** As stored: lower case. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Kind of(String label) {
      return valueOf(label.toUpperCase(Locale.ROOT));
    }
  }

  /** Reads a name as brokers write it, with or without what it is; a queue where that is unsaid. */
  static ReplyTo read(String text) {
    int end = text.indexOf("://");
    return new ReplyTo(
        end >= 0 && text.substring(0, end).endsWith("topic") ? Kind.TOPIC : Kind.QUEUE,
        end < 0 ? text : text.substring(end + 3));
  }

  /**
   * Whether it is a temporary queue created by a client. Its name decides, not the sender's
   * property: any queue could be called "temporary".
   */
  public boolean isTemporary() {
    return UUID_TEXT.matcher(name).matches();
  }
}
