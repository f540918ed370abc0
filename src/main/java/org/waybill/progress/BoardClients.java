package org.waybill.progress;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.waybill.security.Caller;

/** Who of the open sockets shows the board, by which name, and who wants to know the time. */
@ApplicationScoped
class BoardClients {

  private static final int LONGEST_NAME = 200;
  private static final int MOST_NAMES = 10;

  /** What one socket wants. */
  private static final class Wishes {
    private final Set<String> names = ConcurrentHashMap.newKeySet();
    private volatile boolean board;
    private volatile boolean clock;
  }

  private final Map<Client, Wishes> wishes = new ConcurrentHashMap<>();

  /**
   * A socket says its name; from now on it shows the board.
   *
   * @return whether it may be called so
   */
  boolean name(Client client, String name) {
    Set<String> names = of(client).names;
    boolean fits = !name.isBlank() && name.length() <= LONGEST_NAME && names.size() < MOST_NAMES;
    if (fits) {
      names.add(name);
      board(client, true);
    }
    return fits;
  }

  void board(Client client, boolean wanted) {
    of(client).board = wanted;
  }

  void clock(Client client, boolean wanted) {
    of(client).clock = wanted;
  }

  void remove(Client client) {
    wishes.remove(client);
  }

  Stream<Client> withClock() {
    return wishes.entrySet().stream().filter(e -> e.getValue().clock).map(Map.Entry::getKey);
  }

  /** The sockets of a user that show the board. */
  List<Client> of(String tenant, String userId) {
    return wishes.entrySet().stream()
        .filter(e -> e.getValue().board && isOf(e.getKey(), tenant, userId))
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * Those of them that bear a name.
   *
   * @param name null for all
   */
  List<Client> named(String tenant, String userId, String name) {
    return of(tenant, userId).stream()
        .filter(client -> name == null || hasName(client, name))
        .toList();
  }

  static boolean isOf(Client client, String tenant, String userId) {
    Caller caller = client.caller();
    return caller.tenant().equals(tenant) && caller.userId().equals(userId);
  }

  boolean shows(Client client) {
    Wishes of = wishes.get(client);
    return of != null && of.board;
  }

  boolean hasName(Client client, String name) {
    Wishes of = wishes.get(client);
    return of != null && of.names.contains(name);
  }

  private Wishes of(Client client) {
    Wishes of = wishes.computeIfAbsent(client, c -> new Wishes());
    if (client.listener().isGone()) {
      wishes.remove(client);
    }
    return of;
  }

  /** Names in a frame: {@code websocketId}, or as the document's calls spell it. */
  static String nameIn(SocketRequest frame) {
    String name = frame.text("websocketId");
    return name.isEmpty() ? frame.text("websocket_id") : name;
  }
}
