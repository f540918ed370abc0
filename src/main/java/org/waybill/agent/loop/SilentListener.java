package org.waybill.agent.loop;

import org.waybill.handler.TaskContext;
import org.waybill.model.ModelListener;

/** For replies that people do not read; stops with the task. */
record SilentListener(TaskContext context) implements ModelListener {

  @Override
  public void piece(String text) {
    // It is read as a whole.
  }

  @Override
  public void goOn() throws InterruptedException {
    context.stopIfCancelled();
  }
}
