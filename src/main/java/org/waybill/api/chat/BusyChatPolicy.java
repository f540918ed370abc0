package org.waybill.api.chat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.waybill.api.ChatTasks;
import org.waybill.task.NewTask;
import org.waybill.task.TaskCommands;
import org.waybill.task.TaskCommands.Cancelled;

/**
 * Makes way for a new task of a chat. The new one is stored by then and waits until the others have
 * stopped; if it could not be stored, nobody was cancelled for it.
 */
@ApplicationScoped
class BusyChatPolicy {

  @Inject private ChatTasks chatTasks;
  @Inject private TaskCommands taskCommands;

  /** Does to those before this task what its caller wants. */
  void make(OnBusy policy, NewTask task) {
    switch (policy) {
      case ENQUEUE, REJECT, STEER -> {
        // Nobody has to go.
      }
      case INTERRUPT -> cancel(task);
      case ROLLBACK -> chatTasks.erase(cancel(task));
    }
  }

  /** The newest first: otherwise each would let the next one start. */
  private List<UUID> cancel(NewTask task) {
    return chatTasks.underWayBefore(task).stream()
        .filter(id -> taskCommands.cancel(id) != Cancelled.TOO_LATE)
        .toList();
  }
}
