package org.waybill.api.a2a;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.waybill.api.Problem;
import org.waybill.api.TaskAccess;
import org.waybill.security.Caller;
import org.waybill.task.Task;

/** Finds the tasks of chats, whichever interface submitted them. */
@ApplicationScoped
class A2aTasks {

  @Inject private TaskAccess own;

  /**
   * @throws A2aProblem if the caller has no such task
   */
  Task find(String id, Caller caller) {
    try {
      Task task = own.find(id, caller);
      if (task.chatId() != null) {
        return task;
      }
    } catch (Problem absent) {
      throw absent(id);
    }
    throw absent(id);
  }

  static A2aProblem absent(Object id) {
    return A2aError.TASK_NOT_FOUND.problem("There is no task " + id + ".");
  }
}
