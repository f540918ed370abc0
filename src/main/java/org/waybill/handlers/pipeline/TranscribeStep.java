package org.waybill.handlers.pipeline;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.waybill.config.Settings;
import org.waybill.config.TranscriberSettings;
import org.waybill.files.FileStore;
import org.waybill.json.Json;
import org.waybill.media.MediaKind;
import org.waybill.pipeline.JobFiles;
import org.waybill.pipeline.PipelineFailure;
import org.waybill.pipeline.PipelineRun;
import org.waybill.pipeline.PipelineStep;
import org.waybill.pipeline.ResultFile;
import org.waybill.pipeline.RetryLater;
import org.waybill.speech.Spoken;
import org.waybill.speech.SubtitleText;
import org.waybill.speech.Transcriber;
import org.waybill.speech.TranscriberFailure;

/**
 * Has a recording transcribed, each part a checkpoint: what has been transcribed once is not sent
 * again. Passes what is no recording.
 */
@ApplicationScoped
class TranscribeStep implements PipelineStep {

  private static final String NO_SPEECH = "no_speech";

  @Inject private Transcriber transcriber;
  @Inject private FileStore store;
  @Inject private JobFiles files;
  @Inject private Settings settings;

  @Override
  public String name() {
    return "transcribe";
  }

  @Override
  public JsonObject run(PipelineRun job) throws Exception {
    if (!MediaKind.isRecording(job.needed("mediaType"))) {
      return JsonValue.EMPTY_JSON_OBJECT;
    }
    List<Spoken> spoken = transcribe(job);
    String text = SubtitleText.plain(spoken);
    if (text.isBlank()) {
      throw new PipelineFailure(NO_SPEECH, "the recording contains no speech", null);
    }
    keep(job, ResultFile.SRT, SubtitleText.srt(spoken));
    keep(job, ResultFile.VTT, SubtitleText.vtt(spoken));
    return Json.object()
        .add("textFile", keep(job, ResultFile.TEXT, text))
        .add("data", Json.object().add("transcript", JobText.shown(text)))
        .build();
  }

  private List<Spoken> transcribe(PipelineRun job) throws Exception {
    String language = job.asked("language").orElse(null);
    try {
      transcriber.check();
      return transcriber.transcribe(
          store.path(job.needed("audioFile")), language, new Checkpoints(job));
    } catch (TranscriberFailure.Busy e) {
      throw RetryLater.free(e.getMessage(), e.after());
    } catch (TranscriberFailure.Missing e) {
      throw new PipelineFailure(TranscriberFailure.Missing.REASON, e.getMessage(), e);
    } catch (TranscriberFailure.Refused e) {
      throw new PipelineFailure(TranscriberFailure.Refused.REASON, e.getMessage(), e);
    }
  }

  private String keep(PipelineRun job, ResultFile file, String text) throws IOException {
    return files
        .keep(
            job.context().taskId(),
            file.kind(),
            file.fileName(null),
            file.mediaType(),
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
            Long.MAX_VALUE)
        .key();
  }

  /** Keeps results as steps of the task. */
  private final class Checkpoints implements Transcriber.Keeper {

    private final PipelineRun job;

    Checkpoints(PipelineRun job) {
      this.job = job;
    }

    @Override
    public List<Long> cuts(Transcriber.Cuts work) throws Exception {
      JsonArray cuts =
          job.context()
              .step(
                  "transcribe.cuts",
                  JsonArray.class,
                  () -> {
                    JsonArrayBuilder array = Json.array();
                    work.find().forEach(array::add);
                    return array.build();
                  });
      return cuts.getValuesAs(JsonNumber::longValue);
    }

    @Override
    public List<Spoken> part(int number, int of, Transcriber.Part work) throws Exception {
      job.context().stopIfCancelled();
      JsonArray part =
          job.context()
              .step(
                  "transcribe." + number,
                  JsonArray.class,
                  () -> {
                    job.context().extend(settings.get(TranscriberSettings.TIME));
                    return json(work.transcribe());
                  });
      job.progress(100 * (number + 1) / of, "Transcribed part " + (number + 1) + " of " + of);
      return part.getValuesAs(JsonObject.class).stream()
          .map(
              each ->
                  new Spoken(
                      each.getJsonNumber("start").doubleValue(),
                      each.getJsonNumber("end").doubleValue(),
                      each.getString("text")))
          .toList();
    }

    private static JsonArray json(List<Spoken> spoken) {
      JsonArrayBuilder array = Json.array();
      for (Spoken each : spoken) {
        array.add(
            Json.object()
                .add("start", each.start())
                .add("end", each.end())
                .add("text", each.text()));
      }
      return array.build();
    }
  }
}
