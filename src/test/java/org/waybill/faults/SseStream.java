package org.waybill.faults;

import java.util.Map;
import org.waybill.running.Api;
import org.waybill.running.EventSource;

/** Listens to {@code /api/tasks/events}, and comes back with the last id. */
final class SseStream extends LiveStream {

  private final Api caller;
  private volatile EventSource source;
  private String lastId;

  SseStream(Api caller) {
    super("SSE", true);
    this.caller = caller;
  }

  @Override
  void connection() {
    Map<String, String> headers = lastId == null ? Map.of() : Map.of("Last-Event-ID", lastId);
    try (EventSource opened = EventSource.open(caller, "/api/tasks/events", headers)) {
      if (opened.status() != 200) {
        throw new IllegalStateException("status " + opened.status());
      }
      source = opened;
      opened();
      for (EventSource.Message next = opened.next(); next != null; next = opened.next()) {
        lastId = next.id() == null ? lastId : next.id();
        receive(next.json());
      }
    }
  }

  @Override
  void hangUp() {
    EventSource open = source;
    if (open != null) {
      open.close();
    }
  }
}
