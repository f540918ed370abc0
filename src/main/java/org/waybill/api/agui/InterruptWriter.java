package org.waybill.api.agui;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.waybill.approval.Approval;
import org.waybill.handler.Question;
import org.waybill.json.Json;

/** Writes what a task waits for as interrupts of the protocol. */
final class InterruptWriter {

  private InterruptWriter() {}

  /**
   * A question, which any answer that its {@code responseSchema} allows can resolve.
   *
   * @param expiresAt or null
   */
  static JsonObject ofQuestion(UUID task, int attempt, Question question, Instant expiresAt) {
    JsonObjectBuilder interrupt =
        Json.object()
            .add("id", new InterruptId(task, attempt).toString())
            .add("reason", question.kind().label())
            .add("message", question.text())
            .add("responseSchema", schema(question))
            .add("metadata", Json.object().add("taskId", task.toString()));
    if (expiresAt != null) {
      interrupt.add("expiresAt", expiresAt.toString());
    }
    return interrupt.build();
  }

  /** A call that a person has to approve; the metadata is what that person must see. */
  static JsonObject ofApproval(Approval approval) {
    return Json.object()
        .add("id", approval.id().toString())
        .add("reason", Question.Kind.APPROVAL.label())
        .add("message", approval.text())
        .add("toolCallId", ToolCallEvents.id(approval.taskId(), approval.callId()))
        .add("expiresAt", approval.expiresAt().toString())
        .add(
            "metadata",
            Json.object()
                .add("taskId", approval.taskId().toString())
                .add("approval", "/api/approvals/" + approval.id())
                .add("tool", approval.tool())
                .add("arguments", Json.read(approval.arguments()))
                .add("digest", approval.digest()))
        .build();
  }

  private static JsonObjectBuilder schema(Question question) {
    return question.isDeclinable()
        ? Json.object()
            .add(
                "anyOf",
                Json.array()
                    .add(ofKind(question))
                    .add(
                        Json.object()
                            .add("enum", Json.array(List.of(Question.DECLINE, Question.CANCEL)))))
        : ofKind(question);
  }

  private static JsonObjectBuilder ofKind(Question question) {
    return switch (question.kind()) {
      case CONFIRMATION -> type("boolean");
      case CHOICE -> type("string").add("enum", Json.array(question.options()));
      case TEXT, APPROVAL -> type("string");
      case FORM -> form(question);
      case TOOL_CALLS -> type("object");
    };
  }

  private static JsonObjectBuilder form(Question question) {
    JsonObjectBuilder properties = Json.object();
    JsonArrayBuilder required = Json.array();
    for (Question.Field field : question.fields()) {
      properties.add(
          field.name(),
          type(
              switch (field.type()) {
                case TEXT -> "string";
                case NUMBER -> "number";
                case BOOLEAN -> "boolean";
              }));
      if (field.required()) {
        required.add(field.name());
      }
    }
    return type("object").add("properties", properties).add("required", required);
  }

  private static JsonObjectBuilder type(String name) {
    return Json.object().add("type", name);
  }
}
