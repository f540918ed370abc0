package org.waybill.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.waybill.handler.RecordedContext;
import org.waybill.json.Json;
import org.waybill.owner.Owner;
import org.waybill.task.UuidV7;

class PipelinesTest {

  private record Step(String name) implements PipelineStep {
    @Override
    public JsonObject run(PipelineRun job) {
      return JsonValue.EMPTY_JSON_OBJECT;
    }
  }

  @Test
  void aPipelineIsItsStepsInTheirOrder() {
    Step one = new Step("one");
    Step two = new Step("two");

    assertThat(Pipelines.of(Map.of("p", List.of("two", "one")), List.of(one, two)))
        .containsEntry("p", List.of(two, one));
  }

  @Test
  void aStepThatIsNotThereIsNamedWithThoseThatAre() {
    assertThatThrownBy(() -> Pipelines.of(Map.of("p", List.of("three")), List.of(new Step("one"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("WAYBILL_PIPELINES: pipeline 'p' has an unknown step 'three'; allowed: one");
  }

  @Test
  void twoStepsOfOneNameAreAMistake() {
    assertThatThrownBy(() -> Pipelines.of(Map.of(), List.of(new Step("x"), new Step("x"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("two pipeline steps have the name x");
  }

  @Test
  void aJobsNameIsMadeOfItsTasksId() {
    UUID task = UUID.fromString("018cd0b2-4e00-7000-8000-0000abc12345");

    JobId job = JobId.of(task);

    assertThat(job).hasToString("job_1704308395_abc12345");
    assertThat(JobId.read(job.toString())).contains(job);
    assertThat(task).isBetween(job.first(), job.end());
    assertThat(JobId.read("job_1704326400_ABC12345")).isEmpty();
    assertThat(JobId.read("job_99999999999999_abc12345")).isEmpty();
  }

  @Test
  void progressIsThatOfTheStepWithinTheWhole() {
    var context = new RecordedContext(new Owner("t", "u"), UuidV7.next(), 1);
    PipelineRun job = new PipelineRun(JsonValue.EMPTY_JSON_OBJECT, context);

    job.begin(0, 4);
    job.progress(50, "a");
    job.begin(3, 4);
    job.progress(0, "b");
    job.progress(100, "c");

    assertThat(context.progress()).containsExactly("12 a", "75 b", "100 c");
  }

  @Test
  void whatAStepHasFoundOutIsKnownAndItsDataIsTheResult() throws Exception {
    PipelineRun job =
        new PipelineRun(
            Json.object().add("url", "u").add("quality", " ").build(),
            new RecordedContext(new Owner("t", "u"), UuidV7.next(), 1));

    job.add(Json.object().add("file", "f").add("data", Json.object().add("x", 1)).build());
    job.add(Json.object().add("data", Json.object().add("y", 2)).build());

    assertThat(job.asked("url")).contains("u");
    assertThat(job.asked("quality")).isEmpty();
    assertThat(job.needed("file")).isEqualTo("f");
    assertThat(job.data()).hasToString("{\"x\":1,\"y\":2}");
    assertThatThrownBy(() -> job.needed("textFile"))
        .isInstanceOf(PipelineFailure.class)
        .hasMessageContaining("textFile");
  }
}
