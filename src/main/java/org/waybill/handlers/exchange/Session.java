package org.waybill.handlers.exchange;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.waybill.agent.Turn;
import org.waybill.handler.TaskContext;
import org.waybill.task.Message;
import org.waybill.task.MessageRole;
import org.waybill.task.MessageStatus;
import org.waybill.task.Messages;

/** What was said in a session before. */
@ApplicationScoped
class Session {

  private static final int REMEMBERED = 20;

  @Inject private Messages messages;

  /** The oldest first; nothing of another's, whatever session was named. */
  List<Turn> before(TaskContext context) {
    String chat = context.chatId();
    if (chat == null) {
      return List.of();
    }
    String task = context.taskId().toString();
    return messages.ofChat(context.tenant(), context.userId(), chat, REMEMBERED).stream()
        .filter(message -> message.status() == MessageStatus.COMPLETED)
        .filter(message -> !task.equals(String.valueOf(message.taskId())))
        .map(Session::turn)
        .toList();
  }

  private static Turn turn(Message message) {
    return new Turn(
        message.role() == MessageRole.USER ? Turn.USER : Turn.ASSISTANT, message.content());
  }
}
