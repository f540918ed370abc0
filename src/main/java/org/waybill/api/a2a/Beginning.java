package org.waybill.api.a2a;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.waybill.api.ChatTurn;
import org.waybill.api.Problem;
import org.waybill.security.Caller;
import org.waybill.task.NewTaskBuilder;

/** Makes the task that answers a message. */
@ApplicationScoped
class Beginning {

  @Inject private ChatTurn turn;

  NewTaskBuilder task(Caller caller, SendRequest request) {
    Said said = request.said();
    return turn.of(caller, chat(caller, said), said.text()).metadata(Metadata.stored(request));
  }

  /** A conversation is a chat. */
  private String chat(Caller caller, Said said) {
    try {
      return turn.chat(caller, said.contextId());
    } catch (Problem e) {
      throw A2aProblem.wrong(
          "message.contextId",
          "is '" + said.contextId() + "', which is no conversation of yours",
          "one of yours, a new one, or none");
    }
  }
}
