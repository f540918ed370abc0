package org.waybill.handler;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.util.Optional;
import java.util.stream.Collectors;
import org.waybill.handler.Question.Field;

/**
 * Why a value is not a valid answer to a question.
 *
 * @param field the form's field that is wrong, or null if it is the answer as a whole
 * @param what such as {@code is missing}
 * @param allowed a valid answer
 */
public record AnswerViolation(String field, String what, String allowed) {

  private static final int LONGEST_TEXT = 10_000;

  /** Of the result of a tool that the client has run, in characters of JSON. */
  private static final int LONGEST_RESULT = 200_000;

  static Optional<AnswerViolation> of(Question question, JsonValue answer) {
    if (question.isDeclinable()
        && answer instanceof JsonString text
        && (text.getString().equals(Question.DECLINE)
            || text.getString().equals(Question.CANCEL))) {
      return Optional.empty();
    }
    Optional<AnswerViolation> violation = ofKind(question, answer);
    return question.isDeclinable()
        ? violation.map(
            wrong ->
                new AnswerViolation(
                    wrong.field(),
                    wrong.what(),
                    wrong.allowed() + ", or \"decline\" or \"cancel\""))
        : violation;
  }

  private static Optional<AnswerViolation> ofKind(Question question, JsonValue answer) {
    return switch (question.kind()) {
      case CONFIRMATION ->
          isBoolean(answer) ? Optional.empty() : whole(answer, "true or false (a boolean)");
      case CHOICE ->
          answer instanceof JsonString text && question.options().contains(text.getString())
              ? Optional.empty()
              : whole(answer, "one of " + quoted(question));
      case APPROVAL -> isText(answer) ? Optional.empty() : whole(answer, textAllowed());
      case TEXT -> isText(answer) ? Optional.empty() : whole(answer, textAllowed());
      case FORM ->
          answer instanceof JsonObject object
              ? ofForm(question, object)
              : whole(answer, "an object with the fields " + names(question));
      case TOOL_CALLS ->
          answer instanceof JsonObject object && !object.isEmpty()
              ? ofToolCalls(question, object)
              : whole(answer, "an object with results of the calls " + quoted(question));
    };
  }

  private static Optional<AnswerViolation> ofToolCalls(Question question, JsonObject answer) {
    for (String call : answer.keySet()) {
      if (!question.options().contains(call)) {
        return Optional.of(
            new AnswerViolation(
                call, "is not a call that is waited for", "the calls " + quoted(question)));
      }
      int length = answer.get(call).toString().length();
      if (length > LONGEST_RESULT) {
        return Optional.of(
            new AnswerViolation(
                call,
                "has " + length + " characters of JSON",
                "at most " + LONGEST_RESULT + " characters"));
      }
    }
    return Optional.empty();
  }

  private static Optional<AnswerViolation> ofForm(Question question, JsonObject answer) {
    for (Field field : question.fields()) {
      JsonValue value = answer.get(field.name());
      boolean absent = value == null || value == JsonValue.NULL;
      if (absent ? field.required() : !fits(field, value)) {
        return Optional.of(
            new AnswerViolation(
                field.name(), absent ? "is missing" : "is " + brief(value), allowed(field.type())));
      }
    }
    return answer.keySet().stream()
        .filter(name -> question.fields().stream().noneMatch(f -> f.name().equals(name)))
        .findFirst()
        .map(
            name ->
                new AnswerViolation(
                    name, "is not a field of the question", "the fields " + names(question)));
  }

  private static boolean fits(Field field, JsonValue value) {
    return switch (field.type()) {
      case TEXT -> isText(value);
      case NUMBER -> value.getValueType() == ValueType.NUMBER;
      case BOOLEAN -> isBoolean(value);
    };
  }

  private static String allowed(Field.Type type) {
    return switch (type) {
      case TEXT -> textAllowed();
      case NUMBER -> "a number";
      case BOOLEAN -> "true or false (a boolean)";
    };
  }

  private static boolean isText(JsonValue value) {
    return value instanceof JsonString text && text.getString().length() <= LONGEST_TEXT;
  }

  private static boolean isBoolean(JsonValue value) {
    return value.getValueType() == ValueType.TRUE || value.getValueType() == ValueType.FALSE;
  }

  private static String textAllowed() {
    return "text of at most " + LONGEST_TEXT + " characters";
  }

  private static Optional<AnswerViolation> whole(JsonValue answer, String allowed) {
    return Optional.of(new AnswerViolation(null, "is " + brief(answer), allowed));
  }

  private static String brief(JsonValue value) {
    String text = value.toString();
    return text.length() <= 100 ? text : text.substring(0, 100) + "…";
  }

  private static String quoted(Question question) {
    return question.options().stream().map(o -> '"' + o + '"').collect(Collectors.joining(", "));
  }

  private static String names(Question question) {
    return question.fields().stream().map(Field::name).collect(Collectors.joining(", "));
  }
}
