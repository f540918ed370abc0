package org.waybill.handlers.evaluation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.waybill.agent.definition.AgentDefinition;
import org.waybill.agent.loop.AgentAnswer;
import org.waybill.agent.loop.AgentLoop;
import org.waybill.agent.loop.AgentMemory;
import org.waybill.agent.loop.AgentRun;
import org.waybill.agent.loop.RecordedRun;
import org.waybill.agent.loop.RecordedTools;
import org.waybill.handler.TaskContext;
import org.waybill.model.ModelFailure;
import org.waybill.score.Score;
import org.waybill.score.Scores;
import org.waybill.task.Checkpoints;

/**
 * Has a version of an agent answer a request of before; its tools are answered by the recording.
 */
@ApplicationScoped
public class CaseRunner {

  private static final AgentMemory.Remembered NOTHING = new AgentMemory.Remembered(List.of(), "");

  @Inject private AgentLoop loop;
  @Inject private AgentMemory memory;
  @Inject private Checkpoints checkpoints;
  @Inject private Scores scores;
  @Inject private PastTask.Store tasks;

  /**
   * The report on a case; see {@link EvaluatedCase}.
   *
   * @param given {@code {"task":id}} or {@code {"message":text}}
   * @param part prefix of the steps of this case
   * @throws ModelFailure if the model is busy or away
   * @throws InterruptedException if the task is to stop
   */
  JsonObject run(AgentDefinition agent, JsonObject given, String part, TaskContext context)
      throws Exception {
    if (!given.containsKey("task")) {
      String message = given.getString("message");
      return run(agent, null, message, NOTHING, RecordedRun.none(), part, context);
    }
    UUID id = UUID.fromString(given.getString("task"));
    Optional<PastTask> task = tasks.find(id, context.tenant());
    if (task.isEmpty()) {
      return EvaluatedCase.failed(id.toString(), null, "unknown_task", "There is no such task.");
    }
    PastTask past = task.get();
    if (past.message() == null || past.message().isBlank()) {
      return EvaluatedCase.failed(
          id.toString(), null, "no_message", "The input of the task has no message to an agent.");
    }
    return run(
        agent,
        past,
        past.message(),
        memory.of(agent, past.owner(), past.chatId(), id),
        RecordedRun.of(checkpoints.of(id)),
        part,
        context);
  }

  private JsonObject run(
      AgentDefinition agent,
      PastTask past,
      String message,
      AgentMemory.Remembered remembered,
      RecordedRun recorded,
      String part,
      TaskContext context)
      throws Exception {
    RecordedTools tools = new RecordedTools(recorded);
    try {
      AgentAnswer answer =
          loop.run(
              new AgentRun(agent, message, remembered.history(), part)
                  .knowing(remembered.background())
                  .answeredBy(tools),
              context);
      List<Score> given = past == null ? List.of() : scores.of(past.id());
      return EvaluatedCase.done(past, message, recorded, given, answer, tools);
    } catch (ModelFailure.Refused e) {
      return failed(past, message, "model_refused", e);
    } catch (ModelFailure.OverBudget e) {
      return failed(past, message, ModelFailure.OverBudget.REASON, e);
    }
  }

  private static JsonObject failed(PastTask past, String message, String code, ModelFailure why) {
    String task = past == null ? null : past.id().toString();
    return EvaluatedCase.failed(task, message, code, why.getMessage());
  }
}
