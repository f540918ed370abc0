package org.waybill.progress;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.waybill.security.Caller;
import org.waybill.task.TaskEvent;

/** One connected client: who it is, what it subscribed to, what it was sent. */
final class Client {

  private final Caller caller;
  private final Outbox outbox;
  private final Feed feed;
  private final Set<UUID> tasks = ConcurrentHashMap.newKeySet();
  private final Set<String> chats = ConcurrentHashMap.newKeySet();
  private final Set<String> queues = ConcurrentHashMap.newKeySet();
  private volatile boolean mine;

  Client(Caller caller, Outbox outbox, Feed feed) {
    this.caller = caller;
    this.outbox = outbox;
    this.feed = feed;
  }

  Caller caller() {
    return caller;
  }

  Outbox outbox() {
    return outbox;
  }

  Feed feed() {
    return feed;
  }

  Set<UUID> tasks() {
    return tasks;
  }

  Set<String> chats() {
    return chats;
  }

  Set<String> queues() {
    return queues;
  }

  void mine(boolean wanted) {
    mine = wanted;
  }

  /** Passes an event on if a subscription fits and it is this caller's to see. */
  void offer(TaskEvent event) {
    if (wants(event) && caller.maySee(event.task().tenant(), event.task().userId())) {
      feed.arrived(event);
    }
  }

  private boolean wants(TaskEvent event) {
    return tasks.contains(event.task().id())
        || (mine && caller.userId().equals(event.task().userId()))
        || (event.task().chatId() != null && chats.contains(event.task().chatId()))
        || queues.contains(event.task().queue());
  }
}
