package org.waybill.api.a2a;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.stream.Stream;
import org.waybill.handler.Question;
import org.waybill.json.Json;
import org.waybill.text.CallerText;

/** Reads a message as the answer to a task's question. */
final class AnswerMessage {

  private static final List<String> YES = List.of("yes", "y", "true", "ok", "confirm", "confirmed");
  private static final List<String> NO = List.of("no", "n", "false", "cancel", "decline");

  private AnswerMessage() {}

  /**
   * @throws A2aProblem naming the allowed answers, if this is none
   */
  static JsonValue to(Question question, IncomingMessage incomingMessage) {
    JsonValue answer =
        data(incomingMessage).orElseGet(() -> ofText(question, incomingMessage.text().strip()));
    question
        .misfit(answer)
        .ifPresent(
            misfit -> {
              throw A2aProblem.wrong("message.parts", misfit.what(), misfit.allowed());
            });
    return answer;
  }

  /** Data is used unchanged; version 0.3, which has only objects, may wrap it as {@code value}. */
  private static java.util.Optional<JsonValue> data(IncomingMessage incomingMessage) {
    return incomingMessage.parts().stream()
        .filter(part -> part.data() != null)
        .map(Part::data)
        .map(
            data ->
                data instanceof JsonObject object
                        && object.size() == 1
                        && object.containsKey("value")
                    ? object.get("value")
                    : data)
        .findFirst();
  }

  private static JsonValue ofText(Question question, String text) {
    String lower = CallerText.lowerCase(text);
    return switch (question.kind()) {
      case CONFIRMATION -> confirmation(lower, text);
      case CHOICE -> text(option(question, lower).findFirst().orElse(text));
      case TEXT, FORM, APPROVAL, TOOL_CALLS -> text(text);
    };
  }

  private static JsonValue confirmation(String lower, String text) {
    if (YES.contains(lower)) {
      return JsonValue.TRUE;
    }
    return NO.contains(lower) ? JsonValue.FALSE : text(text);
  }

  private static JsonValue text(String text) {
    return Json.read(Json.quote(text));
  }

  private static Stream<String> option(Question question, String lower) {
    return question.options().stream().filter(option -> CallerText.lowerCase(option).equals(lower));
  }
}
