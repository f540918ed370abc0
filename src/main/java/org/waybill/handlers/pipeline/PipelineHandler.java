package org.waybill.handlers.pipeline;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.waybill.handler.Outcome;
import org.waybill.handler.TaskContext;
import org.waybill.handler.TaskHandler;
import org.waybill.handler.TaskType;
import org.waybill.json.Json;
import org.waybill.pipeline.PipelineFailure;
import org.waybill.pipeline.PipelineRun;
import org.waybill.pipeline.PipelineStep;
import org.waybill.pipeline.Pipelines;
import org.waybill.pipeline.RetryLater;
import org.waybill.reading.UnreadableDocument;
import org.waybill.type.KnownTypes;

/** Runs the steps of a pipeline; those that an earlier attempt has done are not done again. */
@ApplicationScoped
public class PipelineHandler implements TaskHandler<JsonObject, JsonObject> {

  private final Pipelines pipelines;

  /** For the container's proxy. */
  protected PipelineHandler() {
    this(null);
  }

  @Inject
  public PipelineHandler(Pipelines pipelines) {
    this.pipelines = pipelines;
  }

  @Override
  public TaskType type() {
    return KnownTypes.PIPELINE;
  }

  @Override
  public Class<JsonObject> inputType() {
    return JsonObject.class;
  }

  @Override
  public Outcome<JsonObject> run(JsonObject input, TaskContext context) throws Exception {
    PipelineRun job = new PipelineRun(input, context);
    String name = job.asked("pipeline").orElse(Pipelines.USUAL);
    Optional<List<PipelineStep>> steps = pipelines.find(name);
    if (steps.isEmpty()) {
      return Outcome.giveUp(
          "Unknown pipeline '%s'; allowed: %s"
              .formatted(name, String.join(", ", pipelines.names())));
    }
    for (int i = 0; i < steps.get().size(); i++) {
      PipelineStep step = steps.get().get(i);
      job.begin(i, steps.get().size());
      try {
        job.add(context.step(step.name(), JsonObject.class, () -> step.run(job)));
      } catch (PipelineFailure | UnreadableDocument e) {
        return Outcome.giveUp(step.name() + ": " + e.getMessage());
      } catch (RetryLater e) {
        return Outcome.retry(step.name() + ": " + e.getMessage(), e.after());
      }
      job.progress(100, step.name() + " completed");
    }
    return Outcome.done(Json.object().add("success", true).add("data", job.data()).build());
  }
}
