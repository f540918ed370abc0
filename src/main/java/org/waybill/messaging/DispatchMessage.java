package org.waybill.messaging;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A dispatch message: these tasks may be claimed.
 *
 * @param ahead whether it goes before the others that lie there
 */
public record DispatchMessage(String queue, List<UUID> ids, boolean ahead) {

  private static final Pattern COMMA = Pattern.compile(",");

  public DispatchMessage(String queue, List<UUID> ids) {
    this(queue, ids, false);
  }

  String text() {
    return ids.stream().map(UUID::toString).collect(Collectors.joining(","));
  }

  /**
   * @throws IllegalArgumentException if the text is no list of ids
   */
  public static DispatchMessage read(String queue, String text) {
    return new DispatchMessage(queue, COMMA.splitAsStream(text).map(UUID::fromString).toList());
  }
}
