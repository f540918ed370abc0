package org.waybill.handlers.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.waybill.handler.Outcome;
import org.waybill.handler.RecordedContext;
import org.waybill.json.Json;
import org.waybill.owner.Owner;
import org.waybill.pipeline.PipelineFailure;
import org.waybill.pipeline.PipelineRun;
import org.waybill.pipeline.PipelineStep;
import org.waybill.pipeline.Pipelines;
import org.waybill.pipeline.RetryLater;
import org.waybill.task.UuidV7;

class PipelineHandlerTest {

  /** What a step of a test does. */
  private interface Work {
    JsonObject on(PipelineRun job) throws Exception;
  }

  private record Step(String name, Work work) implements PipelineStep {
    @Override
    public JsonObject run(PipelineRun job) throws Exception {
      return work.on(job);
    }
  }

  private final RecordedContext context =
      new RecordedContext(new Owner("t", "u"), UuidV7.next(), 1);

  private Outcome<JsonObject> run(String input, Step... steps) throws Exception {
    Pipelines pipelines = new Pipelines(Map.of(Pipelines.USUAL, List.of(steps)));
    return new PipelineHandler(pipelines).run(Json.read(input).asJsonObject(), context);
  }

  @Test
  void stepsFollowEachOtherAndLeaveTheResult() throws Exception {
    Step first = new Step("a", job -> Json.object().add("n", job.asked("url").get()).build());
    Step second =
        new Step(
            "b",
            job ->
                Json.object()
                    .add("data", Json.object().add("said", job.needed("n") + "!"))
                    .build());

    var done = (Outcome.Done<JsonObject>) run("{\"url\":\"x\"}", first, second);

    assertThat(done.output()).hasToString("{\"success\":true,\"data\":{\"said\":\"x!\"}}");
    assertThat(context.progress()).containsExactly("50 a completed", "100 b completed");
  }

  @Test
  void anUnknownPipelineIsNamedWithThoseThereAre() throws Exception {
    var end = (Outcome.GiveUp<JsonObject>) run("{\"pipeline\":\"other\"}");

    assertThat(end.reason()).isEqualTo("Unknown pipeline 'other'; allowed: content-analysis");
  }

  @Test
  void aFailureIsFinalAndNamesItsStep() throws Exception {
    var end = (Outcome.GiveUp<JsonObject>) run("{}", failing(new PipelineFailure("no")));

    assertThat(end.reason()).isEqualTo("a: no");
  }

  @Test
  void notNowIsARetryAtItsTime() throws Exception {
    var end =
        (Outcome.Retry<JsonObject>)
            run("{}", failing(new RetryLater("busy", Duration.ofSeconds(9))));

    assertThat(end.reason()).isEqualTo("a: busy");
    assertThat(end.after()).isEqualTo(Duration.ofSeconds(9));
  }

  @Test
  void anyOtherExceptionIsTheCores() {
    assertThatThrownBy(() -> run("{}", failing(new IOException("cut off"))))
        .isInstanceOf(IOException.class);
  }

  @Test
  void aStepWithoutAnythingToSayIsFine() throws Exception {
    assertThat(run("{}", new Step("a", job -> JsonValue.EMPTY_JSON_OBJECT)))
        .isInstanceOf(Outcome.Done.class);
  }

  private static Step failing(Exception e) {
    return new Step(
        "a",
        job -> {
          throw e;
        });
  }
}
