package org.waybill.tool.builtin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.UUID;
import org.waybill.json.Json;
import org.waybill.owner.Owner;
import org.waybill.task.Task;
import org.waybill.task.Tasks;
import org.waybill.text.CutText;
import org.waybill.tool.Tool;
import org.waybill.tool.ToolCall;
import org.waybill.tool.ToolFailure;
import org.waybill.tool.ToolSpec;

/** Says how one of the caller's tasks is getting on. */
@ApplicationScoped
public class TaskTool implements Tool {

  /** A longer output is not given to a model as a whole, in characters. */
  private static final int LONGEST_OUTPUT = 20_000;

  private static final ToolSpec SPEC =
      ToolSpec.read(
          "task",
          "Says how a task of the user is getting on, and what came of it.",
          """
          {"type":"object","required":["id"],"additionalProperties":false,"properties":{
            "id":{"type":"string","minLength":36,"maxLength":36,"description":"The task's id."}}}
          """,
          """
          {"type":"object","required":["id","type","status","progress"],"properties":{
            "id":{"type":"string"},"type":{"type":"string"},"status":{"type":"string"},
            "progress":{"type":"integer"},"progressText":{"type":"string"},
            "output":{"type":"string","description":"JSON text, cut at 20,000 characters."},
            "error":{"type":"string"},"reason":{"type":"string"}}}
          """);

  @Inject private Tasks tasks;

  @Override
  public ToolSpec spec() {
    return SPEC;
  }

  @Override
  public JsonValue run(JsonObject arguments, ToolCall call) throws ToolFailure {
    String id = arguments.getString("id");
    Task task =
        parse(id)
            .flatMap(tasks::find)
            .filter(found -> call.owner().equals(new Owner(found.tenant(), found.userId())))
            .orElseThrow(() -> ToolFailure.forGood("not_found", "There is no task " + id + "."));
    JsonObjectBuilder json =
        Json.object()
            .add("id", id)
            .add("type", task.type())
            .add("status", task.status().label())
            .add("progress", task.progress());
    add(json, "progressText", task.progressText());
    add(json, "output", task.output() == null ? null : CutText.of(task.output(), LONGEST_OUTPUT));
    add(json, "error", task.error());
    add(json, "reason", task.reason());
    return json.build();
  }

  private static Optional<UUID> parse(String id) {
    try {
      return Optional.of(UUID.fromString(id));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static void add(JsonObjectBuilder json, String name, String value) {
    if (value != null) {
      json.add(name, value);
    }
  }
}
