package org.waybill.progress;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.waybill.config.TaskQueue;
import org.waybill.sql.DatabaseFailure;
import org.waybill.task.Task;
import org.waybill.task.TaskKey;
import org.waybill.task.Tasks;

/** Does what a client's frame asks for. */
@ApplicationScoped
class Subscriptions {

  @Inject private Tasks tasks;
  @Inject private Listeners listeners;
  @Inject private BoardWishes board;

  void act(Client client, JsonObject frame) {
    if (board.act(client, frame)) {
      return;
    }
    String action = frame.getString("action", "");
    switch (action) {
      case "subscribe" -> subscribe(client, frame);
      case "unsubscribe" -> unsubscribe(client, frame);
      case "ping" -> client.outbox().send(EventText.pong());
      default ->
          refuse(
              client,
              "action",
              "is '" + action + "'; allowed: subscribe, unsubscribe, hello, ping");
    }
  }

  private void subscribe(Client client, JsonObject frame) {
    if (frame.containsKey("taskId")) {
      toTask(client, frame.getString("taskId"), frame.getInt("after", 0));
    } else if (frame.containsKey("chatId")) {
      listeners.listen(client.listener(), new Topic.OfChat(frame.getString("chatId")));
      client.outbox().send(EventText.subscribed("chatId", frame.getString("chatId")));
    } else if (frame.containsKey("queue")) {
      toQueue(client, frame.getString("queue"));
    } else if (frame.getString("scope", "").equals("mine")) {
      listeners.listen(client.listener(), mine(client));
      client.outbox().send(EventText.subscribed("scope", "mine"));
    } else {
      refuse(
          client,
          "subscribe",
          "needs taskId, chatId, queue, \"scope\":\"mine\", \"board\":true, or \"clock\":true");
    }
  }

  private void toTask(Client client, String id, int after) {
    Optional<Task> task;
    try {
      task =
          tasks
              .find(UUID.fromString(id))
              .filter(t -> client.caller().maySee(t.tenant(), t.userId()));
    } catch (IllegalArgumentException e) {
      task = Optional.empty();
    } catch (DatabaseFailure e) {
      refuse(client, "taskId", "cannot be looked up now; try again");
      return;
    }
    if (task.isEmpty()) {
      refuse(client, "taskId", "is '" + id + "'; there is no such task");
      return;
    }
    client.outbox().send(EventText.subscribed("taskId", id));
    listeners.follow(client.listener(), TaskKey.of(task.get()), after);
  }

  private void toQueue(Client client, String queue) {
    if (!client.caller().isOperator()) {
      refuse(client, "queue", "is for operators");
    } else if (TaskQueue.ofLabel(queue).isEmpty()) {
      refuse(client, "queue", "is '" + queue + "'; there is no such queue");
    } else {
      listeners.listen(client.listener(), new Topic.OfQueue(queue));
      client.outbox().send(EventText.subscribed("queue", queue));
    }
  }

  private void unsubscribe(Client client, JsonObject frame) {
    if (frame.containsKey("taskId")) {
      unsubscribe(client, "taskId", frame, id -> new Topic.OfTask(UUID.fromString(id)));
    } else if (frame.containsKey("chatId")) {
      unsubscribe(client, "chatId", frame, Topic.OfChat::new);
    } else if (frame.containsKey("queue")) {
      unsubscribe(client, "queue", frame, Topic.OfQueue::new);
    } else {
      listeners.stop(client.listener(), mine(client));
      client.outbox().send(EventText.unsubscribed("scope", "mine"));
    }
  }

  private void unsubscribe(
      Client client, String what, JsonObject frame, Function<String, Topic> topic) {
    String which = frame.getString(what);
    try {
      listeners.stop(client.listener(), topic.apply(which));
      client.outbox().send(EventText.unsubscribed(what, which));
    } catch (IllegalArgumentException e) {
      refuse(client, what, "is '" + which + "'; there is no such task");
    }
  }

  private static Topic mine(Client client) {
    return new Topic.OfUser(client.caller().tenant(), client.caller().userId());
  }

  private static void refuse(Client client, String field, String detail) {
    client.outbox().send(EventText.error(field, detail, null));
  }
}
