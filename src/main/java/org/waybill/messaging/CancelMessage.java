package org.waybill.messaging;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A broadcast between nodes: cancellation of these tasks was requested. It may be lost; the rows
 * contain the request too.
 */
public record CancelMessage(List<UUID> ids) {

  private static final String VERB = "cancel ";
  private static final Pattern COMMA = Pattern.compile(",");

  String text() {
    return VERB + ids.stream().map(UUID::toString).collect(Collectors.joining(","));
  }

  /**
   * @throws IllegalArgumentException if this is none
   */
  public static CancelMessage read(String text) {
    if (text == null || !text.startsWith(VERB)) {
      throw new IllegalArgumentException("not a cancel message: " + text);
    }
    return new CancelMessage(
        COMMA.splitAsStream(text.substring(VERB.length())).map(UUID::fromString).toList());
  }
}
