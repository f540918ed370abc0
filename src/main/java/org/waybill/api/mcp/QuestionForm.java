package org.waybill.api.mcp;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.waybill.handler.Question;
import org.waybill.json.Json;
import org.waybill.task.TaskRow;
import org.waybill.task.TaskStatus;

/** Questions of tasks as forms of the protocol ({@code elicitation/create}). */
final class QuestionForm {

  private static final String ANSWER = "answer";

  private QuestionForm() {}

  /** Approvals are given elsewhere, and tools of another client are run by that one. */
  private static final Set<Question.Kind> FOR_OTHERS =
      EnumSet.of(Question.Kind.APPROVAL, Question.Kind.TOOL_CALLS);

  /** The question that a client can put to its user. */
  static Optional<Question> of(TaskRow task) {
    return task.status() == TaskStatus.INPUT_REQUIRED
        ? Optional.of(Question.of(Json.read(task.question()).asJsonObject()))
            .filter(question -> !FOR_OTHERS.contains(question.kind()))
        : Optional.empty();
  }

  /** The name of the question that a task asks now. */
  static String key(TaskRow task) {
    return "question-" + task.attempt();
  }

  /** The request, under the name of its question. */
  static JsonObject requests(TaskRow task, Question question) {
    JsonObjectBuilder params =
        Json.object()
            .add("mode", "form")
            .add("message", question.text())
            .add("requestedSchema", schema(question));
    return Json.object()
        .add(key(task), Json.object().add("method", "elicitation/create").add("params", params))
        .build();
  }

  private static JsonObjectBuilder schema(Question question) {
    JsonObjectBuilder properties = Json.object();
    JsonArrayBuilder required = Json.array();
    if (question.kind() == Question.Kind.FORM) {
      for (Question.Field field : question.fields()) {
        properties.add(field.name(), Json.object().add("type", type(field.type())));
        if (field.required()) {
          required.add(field.name());
        }
      }
    } else {
      properties.add(ANSWER, single(question));
      required.add(ANSWER);
    }
    return Json.object()
        .add("type", "object")
        .add("properties", properties)
        .add("required", required);
  }

  private static JsonObjectBuilder single(Question question) {
    if (question.kind() == Question.Kind.CONFIRMATION) {
      return Json.object().add("type", "boolean");
    }
    JsonObjectBuilder text = Json.object().add("type", "string");
    return question.kind() == Question.Kind.CHOICE
        ? text.add("enum", Json.array(question.options()))
        : text;
  }

  private static String type(Question.Field.Type type) {
    return switch (type) {
      case TEXT -> "string";
      case NUMBER -> "number";
      case BOOLEAN -> "boolean";
    };
  }

  /** What the user has answered; empty if the user has declined, or it is no answer. */
  static Optional<JsonValue> answer(Question question, JsonValue response) {
    if (response instanceof JsonObject object
        && question.isDeclinable()
        && List.of(Question.DECLINE, Question.CANCEL).contains(object.getString("action", ""))) {
      return Optional.of(object.get("action"));
    }
    if (!(response instanceof JsonObject object)
        || !object.getString("action", "").equals("accept")
        || !(object.get("content") instanceof JsonObject content)) {
      return Optional.empty();
    }
    return question.kind() == Question.Kind.FORM
        ? Optional.of(content)
        : Optional.ofNullable(content.get(ANSWER));
  }
}
