package org.waybill.handlers.pipeline;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.waybill.files.FileTooLarge;
import org.waybill.json.Json;
import org.waybill.media.UnusableMedia;
import org.waybill.pipeline.JobFiles;
import org.waybill.pipeline.JobFiles.JobFile;
import org.waybill.pipeline.PipelineRun;

/** What a job works on, as a file of the job. */
@ApplicationScoped
class SourceFile {

  @Inject private JobFiles files;

  /**
   * Keeps it.
   *
   * @param origin where it is from
   * @return what later steps know of it
   */
  JsonObjectBuilder keep(
      PipelineRun job, String name, String mediaType, String origin, InputStream content, long most)
      throws IOException, UnusableMedia {
    try {
      JobFile file = files.keep(job.context().taskId(), "source", name, mediaType, content, most);
      return known(file, origin);
    } catch (FileTooLarge e) {
      throw new UnusableMedia(
          UnusableMedia.TOO_LARGE, "it is larger than " + most / 1_000_000 + " MB");
    }
  }

  JsonObjectBuilder keep(
      PipelineRun job, String name, String mediaType, String origin, Path file, long most)
      throws IOException, UnusableMedia {
    try (InputStream content = Files.newInputStream(file)) {
      return keep(job, name, mediaType, origin, content, most);
    }
  }

  static JsonObjectBuilder known(JobFile file, String origin) {
    return Json.object()
        .add("file", file.key())
        .add("name", file.name())
        .add("mediaType", file.mediaType())
        .add("source", origin);
  }
}
