package org.waybill.streaming;

import java.nio.charset.StandardCharsets;

/**
 * One server-sent event.
 *
 * @param id what a client that comes back has seen last; null for none
 * @param name its event type; null for the usual one, {@code message}
 * @param data text, of one or more lines
 */
public record SseEvent(String id, String name, String data) {

  byte[] bytes() {
    return text().getBytes(StandardCharsets.UTF_8);
  }

  /** As it is sent. */
  public String text() {
    StringBuilder text = new StringBuilder(data.length() + 64);
    if (id != null) {
      text.append("id: ").append(id).append('\n');
    }
    if (name != null) {
      text.append("event: ").append(name).append('\n');
    }
    if (data.isEmpty()) {
      text.append("data:\n");
    }
    data.lines().forEach(line -> text.append("data: ").append(line).append('\n'));
    return text.append('\n').toString();
  }
}
