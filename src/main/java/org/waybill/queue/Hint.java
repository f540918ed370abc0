package org.waybill.queue;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a message says: these tasks may be claimed. */
public record Hint(String queue, List<UUID> ids) {

  private static final Pattern COMMA = Pattern.compile(",");

  String text() {
    return ids.stream().map(UUID::toString).collect(Collectors.joining(","));
  }

  /**
   * @throws IllegalArgumentException if the text is no list of ids
   */
  public static Hint read(String queue, String text) {
    return new Hint(queue, COMMA.splitAsStream(text).map(UUID::fromString).toList());
  }
}
