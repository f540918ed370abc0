package org.waybill.api.responses;

import jakarta.json.JsonException;
import jakarta.json.JsonValue;
import java.util.Locale;
import java.util.Set;
import org.waybill.api.RequestBody;
import org.waybill.handler.Question;
import org.waybill.json.Json;

/** A text as the answer to a task's question. */
final class QuestionAnswer {

  private static final int LONGEST_WORD = 10;
  private static final Set<String> YES = Set.of("yes", "y", "true", "ok");
  private static final Set<String> NO = Set.of("no", "n", "false");

  private QuestionAnswer() {}

  /**
   * @throws org.waybill.api.Problem 400 if it is no answer
   */
  static JsonValue of(Question question, String text) {
    JsonValue answer =
        switch (question.kind()) {
          case CONFIRMATION -> confirmation(text.strip());
          case CHOICE -> choice(question, text.strip());
          case FORM, TOOL_CALLS -> form(text);
          case TEXT, APPROVAL -> string(text);
        };
    question
        .misfit(answer)
        .ifPresent(
            wrong -> {
              throw RequestBody.wrong("input", wrong.what(), wrong.allowed());
            });
    return answer;
  }

  private static JsonValue confirmation(String text) {
    String word = text.length() > LONGEST_WORD ? text : text.toLowerCase(Locale.ROOT);
    if (YES.contains(word)) {
      return JsonValue.TRUE;
    }
    return NO.contains(word) ? JsonValue.FALSE : string(text);
  }

  private static JsonValue choice(Question question, String text) {
    return string(
        question.options().stream().filter(text::equalsIgnoreCase).findFirst().orElse(text));
  }

  private static JsonValue form(String text) {
    try {
      return Json.readInput(text);
    } catch (JsonException e) {
      return string(text);
    }
  }

  private static JsonValue string(String text) {
    return Json.read(Json.quote(text));
  }
}
