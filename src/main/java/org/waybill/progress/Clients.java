package org.waybill.progress;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.waybill.task.TaskEvent;

/** All clients connected to this node. */
@ApplicationScoped
public class Clients {

  private final Map<String, Client> bySession = new ConcurrentHashMap<>();

  void add(String session, Client client) {
    bySession.put(session, client);
  }

  void remove(String session) {
    bySession.remove(session);
  }

  Client of(String session) {
    return bySession.get(session);
  }

  void observe(@Observes TaskEvent event) {
    if (!bySession.isEmpty()) {
      bySession.values().forEach(client -> client.offer(event));
    }
  }

  /** How many are connected. */
  public int connected() {
    return bySession.size();
  }
}
