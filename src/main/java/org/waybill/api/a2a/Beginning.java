package org.waybill.api.a2a;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.waybill.api.ChatTurn;
import org.waybill.security.Caller;
import org.waybill.task.NewTaskBuilder;

/** Makes the task that answers a message; a conversation is a chat. */
@ApplicationScoped
class Beginning {

  @Inject private ChatTurn turn;

  NewTaskBuilder task(Caller caller, SendRequest request) {
    Said said = request.said();
    String conversation = turn.chat(said.contextId());
    return turn.of(caller, conversation, said.text()).metadata(Metadata.stored(request));
  }
}
