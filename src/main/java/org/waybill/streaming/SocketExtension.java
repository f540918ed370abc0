package org.waybill.streaming;

import java.util.List;
import java.util.Map;
import org.waybill.task.TaskEvent;
import org.waybill.task.TaskRef;

/**
 * What an interface adds to every WebSocket of {@code /ws/tasks}: actions of its own, and frames
 * that are sent without a subscription. Implement it as an application-scoped CDI bean.
 *
 * <p>Unsolicited frames come from the stored events by a feed of their own, so each is sent once
 * and none is lost, whichever node ran the task.
 */
public interface SocketExtension {

  /**
   * A WebSocket was opened.
   *
   * @param parameters of the query, each with its values
   */
  default void opened(SocketClient client, Map<String, List<String>> parameters) {}

  /** A WebSocket was closed; called once, by whichever thread notices. */
  default void closed(SocketClient client) {}

  /**
   * Executes an action, if it is one of this extension's.
   *
   * @return whether it was
   */
  default boolean handle(SocketClient client, String action, SocketRequest frame) {
    return false;
  }

  /** Whether the events of such a task go to every WebSocket of the task's owner. */
  default boolean wants(TaskRef task) {
    return false;
  }

  /**
   * Something happened to a task that it {@link #wants}. Called on a thread that serves other
   * clients, too: it must not wait for the database.
   */
  default void publish(SocketClient client, TaskEvent event) {}

  /** Called once a second. */
  default void tick() {}
}
