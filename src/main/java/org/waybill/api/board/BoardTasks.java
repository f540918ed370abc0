package org.waybill.api.board;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.waybill.api.Problem;
import org.waybill.api.TaskAccess;
import org.waybill.security.Caller;
import org.waybill.task.Task;
import org.waybill.type.KnownTypes;

/** Finds jobs of the board; a task of another kind is as absent as another's. */
@ApplicationScoped
class BoardTasks {

  @Inject private TaskAccess own;

  Task find(String id, Caller caller) {
    Task task = own.find(id, caller);
    if (!task.queue().equals(KnownTypes.BOARD_QUESTION.queue())) {
      throw Problem.notFound("job " + id);
    }
    return task;
  }
}
