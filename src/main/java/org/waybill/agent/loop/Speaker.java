package org.waybill.agent.loop;

import org.waybill.handler.TaskContext;
import org.waybill.model.ModelListener;

/** Passes on what the model says while it says it. */
final class Speaker implements ModelListener {

  private final Conversation conversation;
  private final TaskContext context;
  private boolean hasSpoken;

  Speaker(Conversation conversation, TaskContext context) {
    this.conversation = conversation;
    this.context = context;
  }

  @Override
  public void piece(String text) {
    if (!text.isEmpty() && conversation.part().isEmpty()) {
      context.partial(hasSpoken ? text : conversation.gap() + text);
      hasSpoken = true;
    }
  }

  @Override
  public void goOn() throws InterruptedException {
    context.stopIfCancelled();
  }
}
