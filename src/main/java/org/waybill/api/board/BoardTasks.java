package org.waybill.api.board;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.waybill.api.OwnTasks;
import org.waybill.api.Problem;
import org.waybill.config.TaskQueue;
import org.waybill.security.Caller;
import org.waybill.task.Task;

/** Finds jobs of the board; a task of another kind is as absent as another's. */
@ApplicationScoped
class BoardTasks {

  @Inject private OwnTasks own;

  Task find(String id, Caller caller) {
    Task task = own.find(id, caller);
    if (!task.queue().equals(TaskQueue.BOARD_QUESTIONS.label())) {
      throw Problem.notFound("job " + id);
    }
    return task;
  }
}
