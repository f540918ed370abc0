package org.waybill.api.agui;

import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.waybill.json.Json;
import org.waybill.streaming.ShownAnswer;

/**
 * The answer of a task as text messages; a call of a tool ends one, and the next piece begins
 * another.
 *
 * <p>If an attempt writes something else than an earlier one has shown, an event {@code
 * text_replaced} names the messages that are void, and the answer follows in a new one.
 */
final class AnswerText {

  private final String prefix;

  /** What the client has of the answer, and the messages that it has it in. */
  private final ShownAnswer shown = new ShownAnswer();

  private final List<String> messages = new ArrayList<>();
  private final StringBuilder lastMessage = new StringBuilder();

  private int count;
  private String open;

  AnswerText(UUID task) {
    prefix = task + "-message-";
  }

  /** Another attempt writes from now on. */
  void beginAgain(EventBatch out) {
    end(out);
    shown.beginAgain();
  }

  void add(String piece, EventBatch out) {
    String more = shown.add(piece);
    if (more == null) {
      replace(out);
    } else {
      show(more, out);
    }
  }

  /** The task is completed with this answer, or null; what was not shown of it is shown now. */
  void complete(String answer, EventBatch out) {
    String before = shown.text();
    if (answer == null || answer.strip().equals(before.strip())) {
      return;
    }
    shown.set(answer);
    if (answer.startsWith(before)) {
      show(answer.substring(before.length()), out);
    } else {
      replace(out);
    }
  }

  /** What was shown is void; what counts instead follows. */
  private void replace(EventBatch out) {
    end(out);
    if (!messages.isEmpty()) {
      out.custom("text_replaced", Json.object().add("messageIds", Json.array(messages)).build());
    }
    messages.clear();
    show(shown.text(), out);
  }

  private void show(String text, EventBatch out) {
    String delta = open == null ? text.stripLeading() : text;
    if (delta.isEmpty()) {
      return;
    }
    if (open == null) {
      begin(out);
    }
    lastMessage.append(delta);
    out.add("TEXT_MESSAGE_CONTENT", id(open).add("delta", delta));
  }

  private void begin(EventBatch out) {
    open = nextId();
    messages.add(open);
    lastMessage.setLength(0);
    out.add("TEXT_MESSAGE_START", id(open).add("role", "assistant"));
  }

  /** Ends the message that is open, if one is. */
  void end(EventBatch out) {
    if (open != null) {
      out.add("TEXT_MESSAGE_END", id(open));
      open = null;
    }
  }

  /** A message that the user sent while the task ran. */
  void ofUser(String text, EventBatch out) {
    end(out);
    if (!text.isEmpty()) {
      String id = nextId();
      out.add("TEXT_MESSAGE_START", id(id).add("role", "user"));
      out.add("TEXT_MESSAGE_CONTENT", id(id).add("delta", text));
      out.add("TEXT_MESSAGE_END", id(id));
    }
  }

  /** What a model thought, unless it is in the last message already. */
  void thought(String text, EventBatch out) {
    if (text.isBlank() || lastMessage.indexOf(text.strip()) >= 0) {
      return;
    }
    end(out);
    String id = nextId();
    out.add("REASONING_START", id(id));
    out.add("REASONING_MESSAGE_START", id(id).add("role", "reasoning"));
    out.add("REASONING_MESSAGE_CONTENT", id(id).add("delta", text));
    out.add("REASONING_MESSAGE_END", id(id));
    out.add("REASONING_END", id(id));
  }

  /** The message that came last, or null. */
  String last() {
    return messages.isEmpty() ? null : messages.get(messages.size() - 1);
  }

  private String nextId() {
    count++;
    return prefix + count;
  }

  private static JsonObjectBuilder id(String id) {
    return Json.object().add("messageId", id);
  }
}
