package org.waybill.api.a2a;

import java.util.List;
import java.util.UUID;
import org.waybill.json.JsonObjectWriter;
import org.waybill.task.TaskRow;

/**
 * Writes messages.
 *
 * @param context the chat that they belong to
 */
record MessageWriter(ProtocolVersion version, UUID task, String context) {

  static MessageWriter about(TaskRow task, ProtocolVersion version) {
    return new MessageWriter(version, task.id(), task.chatId());
  }

  /** A message of the agent about the task. */
  CharSequence ofAgent(String id, List<CharSequence> parts) {
    return begin(id, MessageRoleName.AGENT, parts).end();
  }

  /** A message of the user. */
  CharSequence ofUser(UserMessage userMessage) {
    return begin(userMessage.messageId(), MessageRoleName.USER, parts(userMessage))
        .json("metadata", userMessage.member("metadata"))
        .json("extensions", userMessage.member("extensions"))
        .json("referenceTaskIds", userMessage.member("referenceTaskIds"))
        .end();
  }

  private List<CharSequence> parts(UserMessage userMessage) {
    return userMessage.parts().stream().map(part -> part.in(version)).toList();
  }

  private JsonObjectWriter begin(
      String id, MessageRoleName messageRoleName, List<CharSequence> parts) {
    return version
        .object(new StringBuilder(), "message")
        .text("messageId", id)
        .text("contextId", context)
        .text("taskId", task)
        .text("role", version.role(messageRoleName))
        .json(version.parts(), JsonArrays.of(parts));
  }
}
