package org.waybill.handlers.requests;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.waybill.agent.ChatMessage;
import org.waybill.handler.TaskContext;
import org.waybill.task.Message;
import org.waybill.task.MessageRole;
import org.waybill.task.MessageStatus;
import org.waybill.task.Messages;

/** The earlier messages of a session. */
@ApplicationScoped
class SessionHistory {

  private static final int REMEMBERED = 20;

  @Inject private Messages messages;

  /** The oldest first; nothing of another's, whatever session was named. */
  List<ChatMessage> before(TaskContext context) {
    String chat = context.chatId();
    if (chat == null) {
      return List.of();
    }
    String task = context.taskId().toString();
    return messages.ofChat(context.tenant(), context.userId(), chat, REMEMBERED).stream()
        .filter(message -> message.status() == MessageStatus.COMPLETED)
        .filter(message -> !task.equals(String.valueOf(message.taskId())))
        .map(SessionHistory::turn)
        .toList();
  }

  private static ChatMessage turn(Message message) {
    return new ChatMessage(
        message.role() == MessageRole.USER ? ChatMessage.USER : ChatMessage.ASSISTANT,
        message.content());
  }
}
