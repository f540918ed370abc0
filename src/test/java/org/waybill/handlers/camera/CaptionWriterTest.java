package org.waybill.handlers.camera;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.camera.Frame;
import org.waybill.camera.FrameCaptions;
import org.waybill.camera.FramePictures;
import org.waybill.camera.FrameProcessor.Processed;
import org.waybill.config.Settings;
import org.waybill.document.TestDatabase;
import org.waybill.handler.Outcome;
import org.waybill.handler.RecordedContext;
import org.waybill.json.Json;
import org.waybill.model.ModelCall;
import org.waybill.model.ModelFailure;
import org.waybill.model.ModelListener;
import org.waybill.model.ModelMessage;
import org.waybill.model.ModelReply;
import org.waybill.model.Models;
import org.waybill.model.Usage;
import org.waybill.owner.Owner;
import org.waybill.sql.Sql;
import org.waybill.task.UuidV7;
import org.waybill.world.Beans;

/** A model that looks at frames, and fails in all its ways. */
class CaptionWriterTest {

  private static final JsonObject RESULT = Json.object(Map.of("motion", "much"));

  private final UUID id = UuidV7.next();
  private final List<ModelCall> calls = new ArrayList<>();
  private RuntimeException failure;
  private String answer = "Yes.\nWide open.\u0000";
  private CaptionWriter captions;

  /** Says the answer, or fails. */
  private final class Model implements Models {
    @Override
    public boolean isConfigured() {
      return true;
    }

    @Override
    public ModelReply call(ModelCall call, ModelListener listener) {
      calls.add(call);
      if (failure != null) {
        throw failure;
      }
      return new ModelReply(
          answer, List.of(), "eyes", new Usage(1, 1, 0, BigDecimal.ZERO), ModelReply.End.COMPLETE);
    }
  }

  @BeforeEach
  void aFrameThatAsks() {
    captions = captions(Map.of("waybill.cameras.model", "eyes"));
    UUID camera = UuidV7.next();
    Sql.update(
        TestDatabase.source(),
        """
        insert into camera (id, tenant, user_id, name, zones, thresholds)
        values (?, 't', 'u', 'gate', '[]', '{}')
        """,
        camera);
    Sql.update(
        TestDatabase.source(),
        """
        insert into camera_frame (id, camera_id, taken_at, status, task_id, file_key, media_type,
          bytes, width, height, result, asks)
        values (?, ?, now(), 'analysed', ?, 'key', 'image/jpeg', 1, 1, 1, ?, true)
        """,
        id,
        camera,
        id,
        RESULT.toString());
  }

  @AfterEach
  void noCamera() {
    Sql.update(TestDatabase.source(), "truncate camera cascade");
  }

  private CaptionWriter captions(Map<String, String> settings) {
    return new Beans(Map.of("jdbc/waybill", TestDatabase.source()))
        .with(Settings.class, new Settings(settings::get))
        .with(Models.class, new Model())
        .with(
            FramePictures.class,
            new FramePictures() {
              @Override
              public byte[] small(Frame frame) {
                return new byte[] {1, 2, 3};
              }
            })
        .get(CaptionWriter.class);
  }

  private Outcome<JsonObject> complete(int attempt, String question) throws Exception {
    Frame frame =
        new Frame(id, Instant.EPOCH, "analysed", id, "key", "image/jpeg", 1, 1, 1, "", null, true);
    return captions.complete(
        new Processed(frame, RESULT, true, question),
        new RecordedContext(new Owner("t", "u"), id, attempt));
  }

  private JsonObject stored() {
    return Sql.query(
            TestDatabase.source(),
            row -> Json.read(row.getString("result")).asJsonObject(),
            "select result from camera_frame where id = ? and not asks",
            id)
        .get(0);
  }

  private void assertSettled(Outcome<JsonObject> outcome, String member, String text) {
    JsonObject expected = Json.builder(RESULT).add(member, text).build();
    assertThat(outcome).isEqualTo(Outcome.done(expected));
    assertThat(stored()).isEqualTo(expected);
  }

  @Test
  void theAnswerIsOneLineOfTheResult() throws Exception {
    assertSettled(complete(1, "Is it open?"), "caption", "Yes. Wide open.");
    ModelMessage.FromUser asked = (ModelMessage.FromUser) calls.get(0).messages().get(1);
    assertThat(asked.text()).isEqualTo("Is it open?");
    assertThat(asked.images()).hasSize(1);
    assertThat(calls.get(0).model()).isEqualTo("eyes");
    assertThat(calls.get(0).origin().taskId()).isEqualTo(id);
  }

  @Test
  void aBusyModelIsAskedAgainWhenItSaysAndAFailingOneLaterAndLater() throws Exception {
    failure = new ModelFailure.Busy("busy", Duration.ofSeconds(7));
    assertThat(complete(1, "Open?"))
        .isInstanceOfSatisfying(
            Outcome.Snooze.class, s -> assertThat(s.after()).isEqualTo(Duration.ofSeconds(7)));
    failure = new ModelFailure.Broken("broken", null);
    assertThat(complete(2, "Open?"))
        .isInstanceOfSatisfying(
            Outcome.Snooze.class, s -> assertThat(s.after()).isEqualTo(Duration.ofSeconds(20)));
    assertThat(complete(3, "Open?")).isInstanceOf(Outcome.Snooze.class);
    assertSettled(complete(4, "Open?"), "captionError", "model_failed");
    assertThat(calls).hasSize(4);
  }

  @Test
  void whatWillNotChangeIsNotTriedAgain() throws Exception {
    failure = new ModelFailure.Refused("no images");
    assertSettled(complete(1, "Open?"), "captionError", "model_refused");
  }

  @Test
  void aBudgetThatIsUsedUpCostsTheAnswerAndNotTheAnalysis() throws Exception {
    failure = new ModelFailure.OverBudget("used up");
    assertSettled(complete(1, "Open?"), "captionError", "budget_exhausted");
  }

  @Test
  void aQuestionThatWasTakenBackIsNotAsked() throws Exception {
    assertSettled(complete(2, null), "captionError", "no_question");
    assertThat(calls).isEmpty();
  }

  @Test
  void aModelThatSaysNothingHasNotAnswered() throws Exception {
    answer = " \n";
    assertSettled(complete(1, "Open?"), "captionError", "empty_answer");
  }

  @Test
  void aTaskThatIsCancelledKeepsNoLaterFrameFromItsAnswer() throws Exception {
    new Beans(Map.of("jdbc/waybill", TestDatabase.source()))
        .get(FrameCaptions.class)
        .giveUp(id, "task_cancelled");
    assertThat(stored().getString("captionError")).isEqualTo("task_cancelled");
  }
}
