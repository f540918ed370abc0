package org.waybill.progress;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** All WebSockets that are open on this node. */
@ApplicationScoped
public class Clients {

  private final Map<String, Client> bySession = new ConcurrentHashMap<>();

  void add(String session, Client client) {
    bySession.put(session, client);
  }

  /** The client of a session that has ended, or null if it was gone already. */
  Client remove(String session) {
    return bySession.remove(session);
  }

  Client of(String session) {
    return bySession.get(session);
  }

  Stream<Client> all() {
    return bySession.values().stream();
  }

  /** How many there are. */
  public int connected() {
    return bySession.size();
  }
}
