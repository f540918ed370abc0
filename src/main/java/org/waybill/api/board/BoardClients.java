package org.waybill.api.board;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.waybill.security.Caller;
import org.waybill.streaming.SocketClient;
import org.waybill.streaming.SocketRequest;

/** Who of the open sockets shows the board, by which name, and who wants to know the time. */
@ApplicationScoped
class BoardClients {

  private static final int LONGEST_NAME = 200;
  private static final int MOST_NAMES = 10;

  /** What one socket wants. */
  private static final class Preferences {
    private final Set<String> names = ConcurrentHashMap.newKeySet();
    private volatile boolean board;
    private volatile boolean clock;
  }

  private final Map<SocketClient, Preferences> preferences = new ConcurrentHashMap<>();

  /**
   * A socket says its name; from now on it shows the board.
   *
   * @return whether it may be called so
   */
  boolean name(SocketClient client, String name) {
    Set<String> names = of(client).names;
    boolean fits = !name.isBlank() && name.length() <= LONGEST_NAME && names.size() < MOST_NAMES;
    if (fits) {
      names.add(name);
      board(client, true);
    }
    return fits;
  }

  void board(SocketClient client, boolean wanted) {
    of(client).board = wanted;
  }

  void clock(SocketClient client, boolean wanted) {
    of(client).clock = wanted;
  }

  void remove(SocketClient client) {
    preferences.remove(client);
  }

  Stream<SocketClient> withClock() {
    return preferences.entrySet().stream().filter(e -> e.getValue().clock).map(Map.Entry::getKey);
  }

  /** The sockets of a user that show the board. */
  List<SocketClient> of(String tenant, String userId) {
    return preferences.entrySet().stream()
        .filter(e -> e.getValue().board && isOf(e.getKey(), tenant, userId))
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * Those of them that bear a name.
   *
   * @param name null for all
   */
  List<SocketClient> named(String tenant, String userId, String name) {
    return of(tenant, userId).stream()
        .filter(client -> name == null || hasName(client, name))
        .toList();
  }

  static boolean isOf(SocketClient client, String tenant, String userId) {
    Caller caller = client.caller();
    return caller.tenant().equals(tenant) && caller.userId().equals(userId);
  }

  boolean shows(SocketClient client) {
    Preferences of = preferences.get(client);
    return of != null && of.board;
  }

  boolean hasName(SocketClient client, String name) {
    Preferences of = preferences.get(client);
    return of != null && of.names.contains(name);
  }

  private Preferences of(SocketClient client) {
    Preferences of = preferences.computeIfAbsent(client, c -> new Preferences());
    if (client.isGone()) {
      preferences.remove(client);
    }
    return of;
  }

  /** Names in a frame: {@code websocketId}, or as the document's calls spell it. */
  static String nameIn(SocketRequest frame) {
    String name = frame.text("websocketId");
    return name.isEmpty() ? frame.text("websocket_id") : name;
  }
}
