package org.waybill.streaming;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.waybill.security.Caller;

/** All open WebSockets of this node. */
@ApplicationScoped
public class SocketClients {

  private final Map<String, SocketClient> bySession = new ConcurrentHashMap<>();

  void add(String session, SocketClient client) {
    bySession.put(session, client);
  }

  /** The client of a session that has ended, or null if it was gone already. */
  SocketClient remove(String session) {
    return bySession.remove(session);
  }

  SocketClient of(String session) {
    return bySession.get(session);
  }

  Stream<SocketClient> all() {
    return bySession.values().stream();
  }

  /** Called periodically: pings all clients and closes those that did not respond. */
  public void beat() {
    all().forEach(client -> client.sender().beat());
  }

  /** The clients of this node that subscribe to anything. */
  public Set<Caller> listening() {
    return all()
        .filter(client -> !client.subscriber().topics().isEmpty())
        .map(SocketClient::caller)
        .collect(Collectors.toSet());
  }

  /** Sends a frame that is no task's event to all WebSockets of a user. */
  public void publish(String tenant, String userId, String frame) {
    all()
        .filter(client -> client.caller().tenant().equals(tenant))
        .filter(client -> client.caller().userId().equals(userId))
        .forEach(client -> client.send(frame));
  }

  /** How many there are. */
  public int connected() {
    return bySession.size();
  }
}
