package org.waybill.streaming;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.waybill.security.TokenValidity;
import org.waybill.sql.DatabaseException;
import org.waybill.task.TaskRef;
import org.waybill.task.TaskSummary;
import org.waybill.task.Tasks;
import org.waybill.type.Queues;

/** Executes the commands in a client's frames. */
@ApplicationScoped
class SocketCommands {

  private static final int MOST_TOPICS = 1_000;
  private static final Set<String> GRANTED = Set.of("subscribe", "hello");
  private static final String TASK = "taskId";
  private static final String CHAT = "chatId";
  private static final String QUEUE = "queue";
  private static final String SCOPE = "scope";
  private static final String MINE = "mine";

  @Inject private Tasks tasks;
  @Inject private SubscriberRegistry subscriberRegistry;
  @Inject private SocketExtensions extensions;
  @Inject private TokenValidity validity;
  @Inject private Queues queues;

  void act(SocketClient client, SocketRequest frame) {
    String action = frame.text("action");
    if (GRANTED.contains(action) && !mayGoOn(client)) {
      return;
    }
    if (extensions.handle(client, action, frame)) {
      return;
    }
    switch (action) {
      case "subscribe" -> subscribe(client, frame);
      case "unsubscribe" -> unsubscribe(client, frame);
      case "ping" -> client.send(SocketFrames.pong());
      default ->
          refuse(
              client,
              "action",
              "is '" + action + "'; allowed: subscribe, unsubscribe, hello, ping");
    }
  }

  /** A right that has ended gives nothing more, however long the socket has been open. */
  private boolean mayGoOn(SocketClient client) {
    try {
      if (validity.isGood(client.caller())) {
        return true;
      }
      client.sender().close(TokenRecheck.REASON);
    } catch (DatabaseException e) {
      refuse(
          client, "action", "cannot be checked because the database does not respond; try again");
    }
    return false;
  }

  private void subscribe(SocketClient client, SocketRequest frame) {
    if (frame.has(TASK)) {
      toTask(client, frame.needed(TASK), frame.count("after"));
    } else if (frame.has(CHAT)) {
      String chat = frame.needed(CHAT);
      listen(client, new Topic.OfChat(chat), CHAT, chat);
    } else if (frame.has(QUEUE)) {
      toQueue(client, frame.needed(QUEUE));
    } else if (frame.text(SCOPE).equals(MINE)) {
      listen(client, mine(client), SCOPE, MINE);
    } else {
      refuse(
          client,
          "subscribe",
          "needs taskId, chatId, queue, \"scope\":\"mine\", \"board\":true, or \"clock\":true");
    }
  }

  private void listen(SocketClient client, Topic topic, String what, String which) {
    if (hasRoom(client, topic)) {
      subscriberRegistry.listen(client.subscriber(), topic);
      client.subscribed(what, which);
    }
  }

  private static boolean hasRoom(SocketClient client, Topic topic) {
    Set<Topic> topics = client.subscriber().topics();
    boolean room = topics.size() < MOST_TOPICS || topics.contains(topic);
    if (!room) {
      refuse(
          client,
          "subscribe",
          "exceeds the limit; allowed: " + MOST_TOPICS + " subscriptions per connection");
    }
    return room;
  }

  private void toTask(SocketClient client, String id, int after) {
    Optional<TaskSummary> task;
    try {
      task =
          tasks
              .summary(UUID.fromString(id))
              .filter(t -> client.caller().maySee(t.tenant(), t.userId()));
    } catch (IllegalArgumentException e) {
      task = Optional.empty();
    } catch (DatabaseException e) {
      refuse(client, TASK, "cannot be looked up because the database does not respond; try again");
      return;
    }
    if (task.isEmpty()) {
      refuse(client, TASK, "is '" + id + "', which is not one of your tasks");
    } else if (hasRoom(client, new Topic.OfTask(task.get().id()))) {
      client.subscribed(TASK, id);
      subscriberRegistry.follow(client.subscriber(), TaskRef.of(task.get()), after);
    }
  }

  private void toQueue(SocketClient client, String queue) {
    if (!client.caller().isOperator()) {
      refuse(client, QUEUE, "requires role operator");
    } else if (!queues.isKnown(queue)) {
      refuse(client, QUEUE, "is '" + queue + "', which is not a queue");
    } else {
      listen(client, new Topic.OfQueue(queue), QUEUE, queue);
    }
  }

  private void unsubscribe(SocketClient client, SocketRequest frame) {
    if (frame.has(TASK)) {
      unsubscribe(client, TASK, frame, id -> new Topic.OfTask(UUID.fromString(id)));
    } else if (frame.has(CHAT)) {
      unsubscribe(client, CHAT, frame, Topic.OfChat::new);
    } else if (frame.has(QUEUE)) {
      unsubscribe(client, QUEUE, frame, Topic.OfQueue::new);
    } else {
      subscriberRegistry.stop(client.subscriber(), mine(client));
      client.unsubscribed(SCOPE, MINE);
    }
  }

  private void unsubscribe(
      SocketClient client, String what, SocketRequest frame, Function<String, Topic> topic) {
    String which = frame.needed(what);
    try {
      subscriberRegistry.stop(client.subscriber(), topic.apply(which));
      client.unsubscribed(what, which);
    } catch (IllegalArgumentException e) {
      refuse(client, what, "is '" + which + "', which is not one of your tasks");
    }
  }

  private static Topic mine(SocketClient client) {
    return new Topic.OfUser(client.caller().tenant(), client.caller().userId());
  }

  private static void refuse(SocketClient client, String field, String detail) {
    client.refuse(field, detail);
  }
}
