package org.waybill.api.agui;

import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.waybill.json.Json;

/**
 * The answer of a task as text messages; a call of a tool ends one, and the next piece begins
 * another.
 *
 * <p>Each attempt writes the answer from its beginning. As far as that repeats what was shown, it
 * is not shown again; if it differs, an event {@code text_replaced} names the messages that are
 * void, and the answer follows in a new one.
 */
final class AnswerText {

  private final String prefix;

  /** What the client has of the answer, and the messages that it has it in. */
  private final StringBuilder shown = new StringBuilder();

  private final List<String> messages = new ArrayList<>();
  private final StringBuilder lastMessage = new StringBuilder();

  /** So much of what was shown has this attempt written. */
  private int written;

  private int count;
  private String open;

  AnswerText(UUID task) {
    prefix = task + "-message-";
  }

  /** Another attempt writes from now on. */
  void beginAgain(EventBatch out) {
    end(out);
    written = 0;
  }

  void add(String piece, EventBatch out) {
    int known = Math.min(piece.length(), shown.length() - written);
    if (!shown.substring(written, written + known).equals(piece.substring(0, known))) {
      replace(shown.substring(0, written) + piece, out);
      return;
    }
    written += known;
    if (known < piece.length()) {
      show(piece.substring(known), out);
    }
  }

  /** The task is completed with this answer, or null; what was not shown of it is shown now. */
  void complete(String answer, EventBatch out) {
    if (answer == null || answer.strip().equals(shown.toString().strip())) {
      return;
    }
    if (answer.startsWith(shown.toString())) {
      show(answer.substring(shown.length()), out);
    } else {
      replace(answer, out);
    }
  }

  private void replace(String text, EventBatch out) {
    end(out);
    if (!messages.isEmpty()) {
      out.custom("text_replaced", Json.object().add("messageIds", Json.array(messages)).build());
    }
    messages.clear();
    shown.setLength(0);
    show(text, out);
  }

  private void show(String text, EventBatch out) {
    shown.append(text);
    written = shown.length();
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
