package org.waybill.handlers.pipeline;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import org.waybill.config.MediaSettings;
import org.waybill.config.Settings;
import org.waybill.files.FileStore;
import org.waybill.json.Json;
import org.waybill.media.Ffmpeg;
import org.waybill.media.MediaInfo;
import org.waybill.media.MediaKind;
import org.waybill.media.UnusableMedia;
import org.waybill.pipeline.PipelineRun;
import org.waybill.pipeline.PipelineStep;

/** Finds out what a recording contains; passes what is none. */
@ApplicationScoped
class ProbeStep implements PipelineStep {

  private static final double MILLIS = 1_000.0;

  @Inject private Ffmpeg ffmpeg;
  @Inject private FileStore store;
  @Inject private Settings settings;

  @Override
  public String name() {
    return "probe";
  }

  @Override
  public JsonObject run(PipelineRun job) throws Exception {
    if (!MediaKind.isRecording(job.needed("mediaType"))) {
      return JsonValue.EMPTY_JSON_OBJECT;
    }
    MediaInfo recording =
        ffmpeg.examine(store.path(job.needed("file")), job.context()::isCancelled);
    if (!recording.hasSound()) {
      throw new UnusableMedia(UnusableMedia.INVALID, "it has no sound");
    }
    Duration longest = settings.get(MediaSettings.LENGTH);
    if (recording.seconds() > longest.toMillis() / MILLIS) {
      throw new UnusableMedia(
          UnusableMedia.TOO_LONG,
          "it is %.0f s long; allowed: at most %d s"
              .formatted(recording.seconds(), longest.toSeconds()));
    }
    double seconds = Math.round(recording.seconds() * MILLIS) / MILLIS;
    return Json.object()
        .add("seconds", seconds)
        .add(
            "data",
            Json.object()
                .add("duration_seconds", seconds)
                .add("quality", job.known("quality").orElse(recording.quality())))
        .build();
  }
}
