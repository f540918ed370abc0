package org.waybill.api.a2a;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.waybill.api.ChatTaskFactory;
import org.waybill.security.Caller;
import org.waybill.task.NewTaskBuilder;

/** Creates the task that answers a message; a context is a chat. */
@ApplicationScoped
class TaskCreation {

  @Inject private ChatTaskFactory turn;

  NewTaskBuilder task(Caller caller, SendRequest request) {
    IncomingMessage incomingMessage = request.message();
    String conversation = turn.chat(incomingMessage.contextId());
    return turn.of(caller, conversation, incomingMessage.text()).metadata(Metadata.stored(request));
  }
}
