package org.waybill.api.agui;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.waybill.approval.Approvals;
import org.waybill.handler.Question;
import org.waybill.json.Json;
import org.waybill.task.Task;
import org.waybill.task.TaskEvent;
import org.waybill.task.TaskStatus;
import org.waybill.task.Tasks;

/** Reads from a task's row what its events do not contain. */
@ApplicationScoped
class TaskFacts {

  private static final List<String> SHOWN = List.of("agent", "agentVersion", "model", "end");

  @Inject private Tasks tasks;
  @Inject private Approvals approvals;
  @Inject private ResumeRecords records;

  RunFacts of(UUID task) {
    return new RunFacts() {
      @Override
      public Optional<JsonObject> outcome(TaskEvent asked) {
        return TaskFacts.this.outcome(task, asked);
      }

      @Override
      public String answer() {
        return output(task).get("answer") instanceof JsonString text ? text.getString() : null;
      }

      @Override
      public JsonObject result() {
        JsonObject output = output(task);
        JsonObjectBuilder result = Json.object().add("taskId", task.toString());
        SHOWN.stream()
            .filter(output::containsKey)
            .forEach(name -> result.add(name, output.get(name)));
        return result.build();
      }
    };
  }

  private JsonObject output(UUID id) {
    return tasks
        .find(id)
        .map(Task::output)
        .map(Json::read)
        .filter(output -> output.getValueType() == JsonValue.ValueType.OBJECT)
        .map(JsonValue::asJsonObject)
        .orElse(JsonValue.EMPTY_JSON_OBJECT);
  }

  /** What was answered by a run has ended the run that asked; what was answered elsewhere not. */
  private Optional<JsonObject> outcome(UUID id, TaskEvent asked) {
    Optional<Task> task = tasks.find(id);
    boolean isOpen =
        task.isPresent()
            && task.get().status() == TaskStatus.INPUT_REQUIRED
            && task.get().attempt() == asked.attempt();
    if (!isOpen && records.find(new InterruptId(id, asked.attempt())).isEmpty()) {
      return Optional.empty();
    }
    List<String> calls = AskedCalls.pending(asked);
    if (!calls.isEmpty()) {
      List<String> pending = calls.stream().map(call -> new CallId(id, call).toString()).toList();
      return Optional.of(
          Json.object()
              .add("type", "success")
              .add("pendingToolCallIds", Json.array(pending))
              .build());
    }
    Question question =
        Question.of(Json.read(asked.data()).asJsonObject().getJsonObject("question"));
    JsonArrayBuilder all = Json.array();
    if (question.kind() == Question.Kind.APPROVAL) {
      question.options().stream()
          .map(UUID::fromString)
          .flatMap(each -> approvals.find(each).stream())
          .forEach(each -> all.add(InterruptWriter.ofApproval(each)));
    } else {
      all.add(
          InterruptWriter.ofQuestion(
              id, asked.attempt(), question, isOpen ? task.get().questionExpiresAt() : null));
    }
    return Optional.of(Json.object().add("type", "interrupt").add("interrupts", all).build());
  }
}
