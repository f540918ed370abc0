package org.waybill.streaming;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.waybill.security.Caller;
import org.waybill.task.EventReplay;
import org.waybill.task.TaskRef;

/** What a client can subscribe to. */
public sealed interface Topic {

  /** One task. */
  record OfTask(UUID id) implements Topic {}

  /** All tasks of a user. */
  record OfUser(String tenant, String userId) implements Topic {}

  /** All tasks of a chat, as far as they are the listener's to see. */
  record OfChat(String chatId) implements Topic {}

  /** All tasks of a queue, as far as they are the listener's to see. */
  record OfQueue(String queue) implements Topic {}

  /** Those tasks of a user that a {@link SocketExtension} wants for every WebSocket of the user. */
  record Unsolicited(String tenant, String userId) implements Topic {}

  /** What of the rows belongs to it, as far as this caller may see it. */
  default EventReplay.Of recent(Caller caller) {
    String user = caller.isOperator() ? null : caller.userId();
    if (this instanceof OfUser owner) {
      return new EventReplay.Of(owner.tenant(), owner.userId(), null, null);
    }
    if (this instanceof OfQueue of) {
      return new EventReplay.Of(caller.tenant(), user, of.queue(), null);
    }
    if (this instanceof OfChat of) {
      return new EventReplay.Of(caller.tenant(), user, null, of.chatId());
    }
    throw new IllegalStateException("events of one task are replayed from its history");
  }

  /**
   * The topics that an event of this task belongs to.
   *
   * @param unsolicited whether it goes to every WebSocket of its owner, too
   */
  static List<Topic> of(TaskRef task, boolean unsolicited) {
    return Stream.<Topic>of(
            new OfTask(task.id()),
            new OfUser(task.tenant(), task.userId()),
            new OfQueue(task.queue()),
            task.chatId() == null ? null : new OfChat(task.chatId()),
            unsolicited ? new Unsolicited(task.tenant(), task.userId()) : null)
        .filter(topic -> topic != null)
        .toList();
  }
}
