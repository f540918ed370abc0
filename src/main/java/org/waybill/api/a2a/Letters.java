package org.waybill.api.a2a;

import java.util.List;
import java.util.UUID;
import org.waybill.json.ObjectText;
import org.waybill.task.Task;

/**
 * Writes messages.
 *
 * @param context the conversation that they belong to
 */
record Letters(Spelling spelling, UUID task, String context) {

  static Letters about(Task task, Spelling spelling) {
    return new Letters(spelling, task.id(), task.chatId());
  }

  /** What the agent says about the task. */
  CharSequence ofAgent(String id, List<CharSequence> parts) {
    return begin(id, Speaker.AGENT, parts).end();
  }

  /** What the user said. */
  CharSequence ofUser(Turn turn) {
    return begin(turn.messageId(), Speaker.USER, parts(turn))
        .json("metadata", turn.member("metadata"))
        .json("extensions", turn.member("extensions"))
        .json("referenceTaskIds", turn.member("referenceTaskIds"))
        .end();
  }

  private List<CharSequence> parts(Turn turn) {
    return turn.parts().stream().map(part -> part.in(spelling)).toList();
  }

  private ObjectText begin(String id, Speaker speaker, List<CharSequence> parts) {
    return spelling
        .object(new StringBuilder(), "message")
        .text("messageId", id)
        .text("contextId", context)
        .text("taskId", task)
        .text("role", spelling.role(speaker))
        .json(spelling.parts(), Lists.of(parts));
  }
}
