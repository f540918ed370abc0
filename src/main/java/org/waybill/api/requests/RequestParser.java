package org.waybill.api.requests;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.waybill.api.ChatTaskFactory;
import org.waybill.api.ChatTasks;
import org.waybill.api.FieldText;
import org.waybill.api.IdempotentCalls;
import org.waybill.api.JmsTaskParser;
import org.waybill.api.RequestBody;
import org.waybill.json.Json;
import org.waybill.security.Caller;
import org.waybill.task.MessageRole;
import org.waybill.task.MessageStatus;
import org.waybill.task.NewMessage;
import org.waybill.task.NewTaskBuilder;
import org.waybill.task.TaskConstraints.UniquenessKey;
import org.waybill.task.TaskDefaults;
import org.waybill.task.UuidV7;
import org.waybill.type.KnownTypes;

/** Reads and checks requests, by whichever way they come. */
@ApplicationScoped
class RequestParser implements JmsTaskParser {

  private static final int NAME = 200;
  private static final String MESSAGE = "message";
  private static final String SESSION = "session_id";
  private static final String CORRELATION = "correlation_id";

  @Inject private TaskDefaults taskDefaults;
  @Inject private IdempotentCalls repeated;
  @Inject private ChatTaskFactory chats;
  @Inject private RequestLookup past;

  @Override
  public String type() {
    return KnownTypes.REQUEST.name();
  }

  @Override
  public String refusal(String reason) {
    return ResponseJson.failed(reason);
  }

  /** By HTTP: the body names the correlation id, or gets one. */
  NewTaskBuilder builder(RequestBody body, Caller caller) {
    String given = body.id(CORRELATION, NAME);
    return builder(body, given == null ? UuidV7.next().toString() : given, caller);
  }

  @Override
  public NewTaskBuilder builder(RequestBody body, String correlationId, Caller caller) {
    String message = body.requiredText(MESSAGE, ChatTaskFactory.LONGEST_MESSAGE);
    String session = body.idOrBlank(SESSION, ChatTaskFactory.LONGEST_CHAT_ID);
    JsonObjectBuilder fields = Json.object().add(MESSAGE, message);
    if (session != null) {
      fields.add(SESSION, session);
    }
    JsonObject input = fields.build();
    UniquenessKey key = key(correlation(correlationId), input, caller);
    past.free(caller.tenant(), key);
    NewTaskBuilder task = taskDefaults.task(KnownTypes.REQUEST, caller.tenant(), caller.userId());
    task.correlationId(correlationId)
        .priority(body.number("priority", task.priority(), 0, 9))
        .input(input.toString())
        .once(key);
    return input.containsKey(SESSION) ? inSession(task, session, message) : task;
  }

  private UniquenessKey key(String correlationId, JsonObject input, Caller caller) {
    return repeated.keyOf(caller.userId(), "request/" + correlationId, type(), input);
  }

  private static String correlation(String id) {
    if (id.isBlank() || id.length() > NAME) {
      throw RequestBody.wrong(
          CORRELATION,
          id.isBlank() ? "is blank" : "has " + id.length() + " characters",
          "text of 1 to " + NAME + " characters");
    }
    return FieldText.line(CORRELATION, id);
  }

  /** The messages of a session are stored, and answered one after the other. */
  private NewTaskBuilder inSession(NewTaskBuilder task, String session, String message) {
    String chat = chats.chat(session);
    return task.chatId(chat)
        .inOwnOrder(ChatTasks.ORDER, chat)
        .messages(
            new NewMessage(UuidV7.next(), chat, MessageRole.USER, MessageStatus.COMPLETED, message),
            new NewMessage(UuidV7.next(), chat, MessageRole.ASSISTANT, MessageStatus.PENDING, ""));
  }
}
