package org.waybill.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.waybill.json.JsonObjectWriter;
import org.waybill.security.Caller;
import org.waybill.task.MessageRole;
import org.waybill.task.MessageStatus;
import org.waybill.task.NewMessage;
import org.waybill.task.NewTaskBuilder;
import org.waybill.task.Task;
import org.waybill.task.TaskDefaults;
import org.waybill.task.UuidV7;
import org.waybill.tool.ClientTool;
import org.waybill.type.KnownTypes;

/**
 * Creates the parts of a chat request: the message, its pending answer, and the task that writes
 * it.
 */
@ApplicationScoped
public class ChatTaskFactory {

  /** Where the input says which message the answer goes into. */
  public static final String MESSAGE_ID = "messageId";

  /** Where the input keeps what an interface has stored of its request. */
  public static final String REQUEST = "request";

  /** Where the input keeps the tools that the client runs. */
  public static final String CLIENT_TOOLS = "clientTools";

  /** The most characters of one message. */
  public static final int LONGEST_MESSAGE = 100_000;

  /** The most characters of a chat's id. */
  public static final int LONGEST_CHAT_ID = 200;

  @Inject private TaskDefaults taskDefaults;

  /**
   * The chat that is meant.
   *
   * @param given the user's own name for it; null or blank for a new one
   */
  public String chat(String given) {
    return given == null || given.isBlank() ? UuidV7.next().toString() : given;
  }

  /** Whether it is such a task. */
  public boolean isChatTask(Task task) {
    return task.type().equals(KnownTypes.CHAT_MESSAGE.name());
  }

  /** The task, for the caller to complete; it waits for its turn in the chat. */
  public NewTaskBuilder of(Caller caller, String chat, String text) {
    return of(caller, chat, text, null);
  }

  /**
   * @param agent the name of the one that is to answer, or null
   */
  public NewTaskBuilder of(Caller caller, String chat, String text, String agent) {
    return of(caller, chat, text, agent, List.of(), null);
  }

  /**
   * @param agent the name of the one that is to answer, or null
   * @param clientTools that the agent may call and the client runs
   * @param request JSON that an interface keeps of its request in the task's input, or null
   */
  public NewTaskBuilder of(
      Caller caller,
      String chat,
      String text,
      String agent,
      List<ClientTool> clientTools,
      CharSequence request) {
    NewMessage question =
        new NewMessage(UuidV7.next(), chat, MessageRole.USER, MessageStatus.COMPLETED, text);
    NewMessage answer =
        new NewMessage(UuidV7.next(), chat, MessageRole.ASSISTANT, MessageStatus.PENDING, "");
    String input =
        new JsonObjectWriter(new StringBuilder())
            .text("chatId", chat)
            .text(MESSAGE_ID, answer.id())
            .text("message", text)
            .text("agent", agent)
            .json(
                CLIENT_TOOLS,
                clientTools.isEmpty() ? null : ClientTool.toJson(clientTools).toString())
            .json(REQUEST, request)
            .end()
            .toString();
    return taskDefaults
        .task(KnownTypes.CHAT_MESSAGE, caller.tenant(), caller.userId())
        .chatId(chat)
        .inOwnOrder(ChatTasks.ORDER, chat)
        .input(input)
        .messages(question, answer);
  }
}
