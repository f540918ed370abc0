package org.waybill.handlers.pipeline;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.InputStream;
import java.nio.file.Files;
import org.waybill.config.MediaSettings;
import org.waybill.config.Settings;
import org.waybill.files.FileStore;
import org.waybill.json.Json;
import org.waybill.media.Ffmpeg;
import org.waybill.media.MediaKind;
import org.waybill.media.WorkFolder;
import org.waybill.pipeline.JobFiles;
import org.waybill.pipeline.PipelineRun;
import org.waybill.pipeline.PipelineStep;

/** Takes the sound out of a recording; passes what is none. */
@ApplicationScoped
class AudioStep implements PipelineStep {

  private static final String SOUND = "sound.wav";

  @Inject private Ffmpeg ffmpeg;
  @Inject private FileStore store;
  @Inject private JobFiles files;
  @Inject private Settings settings;

  @Override
  public String name() {
    return "audio";
  }

  @Override
  public JsonObject run(PipelineRun job) throws Exception {
    if (!MediaKind.isRecording(job.needed("mediaType"))) {
      return JsonValue.EMPTY_JSON_OBJECT;
    }
    job.progress(0, "Extracting the sound");
    try (WorkFolder folder = WorkFolder.create()) {
      ffmpeg.extractSound(
          store.path(job.needed("file")),
          SOUND,
          settings.get(MediaSettings.LENGTH),
          new Ffmpeg.Work(folder, job.context()::isCancelled));
      try (InputStream sound = Files.newInputStream(folder.file(SOUND))) {
        String key =
            files
                .keep(job.context().taskId(), "audio", SOUND, "audio/wav", sound, Long.MAX_VALUE)
                .key();
        return Json.object().add("audioFile", key).build();
      }
    }
  }
}
