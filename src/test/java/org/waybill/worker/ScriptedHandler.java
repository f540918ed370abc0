package org.waybill.worker;

import jakarta.json.JsonObject;
import java.util.Optional;
import org.waybill.handler.Outcome;
import org.waybill.handler.TaskContext;
import org.waybill.handler.TaskHandler;
import org.waybill.handler.TaskType;
import org.waybill.type.TaskTypes;

/** A handler that does what a test last said. */
class ScriptedHandler implements TaskHandler<JsonObject, Object> {

  @FunctionalInterface
  interface Script {
    Outcome<Object> run(JsonObject input, TaskContext context) throws Exception;
  }

  private final TaskType type;
  private Script script = (input, context) -> Outcome.done(input.get("number"));
  private RuntimeException whenFound;

  ScriptedHandler(TaskType type) {
    this.type = type;
  }

  void does(Script next) {
    script = next;
  }

  /** From now on this is thrown where it is looked up. */
  void failsToBeFound(RuntimeException because) {
    whenFound = because;
  }

  /** Types that find this one, whatever type they are asked for. */
  TaskTypes alone() {
    return new TaskTypes() {
      @Override
      public Optional<TaskType> find(String name) {
        return Optional.of(type).filter(known -> known.name().equals(name));
      }

      @Override
      public Optional<TaskHandler<?, ?>> handlerOf(String type) {
        if (whenFound != null) {
          throw whenFound;
        }
        return Optional.of(ScriptedHandler.this);
      }
    };
  }

  @Override
  public TaskType type() {
    return type;
  }

  @Override
  public Class<JsonObject> inputType() {
    return JsonObject.class;
  }

  @Override
  public Outcome<Object> run(JsonObject input, TaskContext context) throws Exception {
    return script.run(input, context);
  }
}
