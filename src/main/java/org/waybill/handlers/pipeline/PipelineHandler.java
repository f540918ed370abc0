package org.waybill.handlers.pipeline;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.waybill.handler.Outcome;
import org.waybill.handler.TaskContext;
import org.waybill.handler.TaskHandler;
import org.waybill.handler.TaskType;
import org.waybill.json.Json;
import org.waybill.media.UnusableMedia;
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

  private static final Duration BUSY = Duration.ofSeconds(10);
  private static final Duration SOONEST = Duration.ofMillis(100);
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

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
      } catch (PipelineFailure e) {
        return Outcome.giveUp(e.reason(), step.name() + ": " + e.getMessage());
      } catch (UnusableMedia e) {
        return Outcome.giveUp(e.reason(), step.name() + ": " + e.getMessage());
      } catch (UnreadableDocument e) {
        return Outcome.giveUp(step.name() + ": " + e.getMessage());
      } catch (RetryLater e) {
        return later(step.name() + ": " + e.getMessage(), e);
      }
      job.progress(100, step.name() + " completed");
    }
    return Outcome.done(Json.object().add("success", true).add("data", job.data()).build());
  }

  private static Outcome<JsonObject> later(String message, RetryLater asked) {
    if (!asked.isFree()) {
      return Outcome.retry(message, asked.after());
    }
    Duration after = asked.after() == null ? BUSY : asked.after();
    boolean tooLong = after.compareTo(LONGEST_WAIT) > 0;
    return Outcome.snooze(tooLong ? LONGEST_WAIT : after.plus(SOONEST), message);
  }
}
