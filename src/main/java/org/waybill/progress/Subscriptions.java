package org.waybill.progress;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.Optional;
import java.util.UUID;
import org.waybill.config.TaskQueue;
import org.waybill.sql.DatabaseFailure;
import org.waybill.task.Task;
import org.waybill.task.TaskKey;
import org.waybill.task.Tasks;

/** Does what a client's frame asks for. */
@ApplicationScoped
class Subscriptions {

  @Inject private Tasks tasks;

  void act(Client client, JsonObject frame) {
    String action = frame.getString("action", "");
    switch (action) {
      case "subscribe" -> subscribe(client, frame);
      case "unsubscribe" -> unsubscribe(client, frame);
      case "ping" -> client.outbox().send(EventText.pong());
      default ->
          refuse(client, "action", "is '" + action + "'; allowed: subscribe, unsubscribe, ping");
    }
  }

  private void subscribe(Client client, JsonObject frame) {
    if (frame.containsKey("taskId")) {
      toTask(client, frame.getString("taskId"), frame.getInt("after", 0));
    } else if (frame.containsKey("chatId")) {
      client.chats().add(frame.getString("chatId"));
      client.outbox().send(EventText.subscribed("chatId", frame.getString("chatId")));
    } else if (frame.containsKey("queue")) {
      toQueue(client, frame.getString("queue"));
    } else if (frame.getString("scope", "").equals("mine")) {
      client.mine(true);
      client.outbox().send(EventText.subscribed("scope", "mine"));
    } else {
      refuse(client, "subscribe", "needs taskId, chatId, queue, or \"scope\":\"mine\"");
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
    // First listen, then catch up: the feed sorts out what comes by both ways.
    client.tasks().add(task.get().id());
    client.feed().catchUp(TaskKey.of(task.get()), after);
  }

  private static void toQueue(Client client, String queue) {
    if (!client.caller().isOperator()) {
      refuse(client, "queue", "is for operators");
    } else if (TaskQueue.ofLabel(queue).isEmpty()) {
      refuse(client, "queue", "is '" + queue + "'; there is no such queue");
    } else {
      client.queues().add(queue);
      client.outbox().send(EventText.subscribed("queue", queue));
    }
  }

  private static void unsubscribe(Client client, JsonObject frame) {
    if (frame.containsKey("taskId")) {
      String id = frame.getString("taskId");
      client.tasks().removeIf(task -> task.toString().equals(id));
      client.outbox().send(EventText.unsubscribed("taskId", id));
    } else if (frame.containsKey("chatId")) {
      client.chats().remove(frame.getString("chatId"));
      client.outbox().send(EventText.unsubscribed("chatId", frame.getString("chatId")));
    } else if (frame.containsKey("queue")) {
      client.queues().remove(frame.getString("queue"));
      client.outbox().send(EventText.unsubscribed("queue", frame.getString("queue")));
    } else {
      client.mine(false);
      client.outbox().send(EventText.unsubscribed("scope", "mine"));
    }
  }

  private static void refuse(Client client, String field, String detail) {
    client.outbox().send(EventText.error(field, detail, null));
  }
}
