package org.waybill.handlers.pipeline;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.waybill.config.DriveSettings;
import org.waybill.config.Settings;
import org.waybill.drive.Drive;
import org.waybill.drive.DriveRefused;
import org.waybill.drive.Drives;
import org.waybill.files.FileStore;
import org.waybill.json.Json;
import org.waybill.pipeline.JobFiles;
import org.waybill.pipeline.JobFiles.JobFile;
import org.waybill.pipeline.JobId;
import org.waybill.pipeline.JobLinks;
import org.waybill.pipeline.PipelineFailure;
import org.waybill.pipeline.PipelineRun;
import org.waybill.pipeline.PipelineStep;
import org.waybill.pipeline.ResultFile;

/** Writes what the job has found out into files that can be downloaded, and puts them elsewhere. */
@ApplicationScoped
class StoreStep implements PipelineStep {

  @Inject private JobFiles files;
  @Inject private JobText texts;
  @Inject private JobLinks links;
  @Inject private FileStore store;
  @Inject private Drives drives;
  @Inject private Settings settings;

  @Override
  public String name() {
    return "store";
  }

  @Override
  public JsonObject run(PipelineRun job) throws Exception {
    JobId id = JobId.of(job.context().taskId());
    files.keep(
        job.context().taskId(),
        ResultFile.REPORT.kind(),
        ResultFile.REPORT.fileName(id),
        ResultFile.REPORT.mediaType(),
        new ByteArrayInputStream(report(job).getBytes(StandardCharsets.UTF_8)),
        Long.MAX_VALUE);
    Optional<Drive> drive = drive(job);
    Instant expiry = links.expiry();
    JsonArrayBuilder all = Json.array();
    String first = "";
    for (ResultFile file : ResultFile.values()) {
      Optional<JobFile> stored = files.find(job.context().taskId(), file.kind());
      if (stored.isPresent()) {
        String link = put(job, drive, file, stored.get(), expiry);
        all.add(described(file, id, stored.get(), link));
        first = file == ResultFile.REPORT ? link : first;
      }
    }
    JsonObjectBuilder data =
        Json.object().add("drive_url", first).add("drive_url_expires_at", expiry.toString());
    drive.ifPresent(each -> data.add("stored_in", each.name()));
    return Json.object().add("data", data.add("files", all)).build();
  }

  private Optional<Drive> drive(PipelineRun job) throws PipelineFailure {
    try {
      return drives.find(job.asked("target"));
    } catch (DriveRefused e) {
      throw new PipelineFailure(DriveRefused.REASON, e.getMessage(), e);
    }
  }

  /** The address at which it opens without a token: there, or else here. */
  private String put(
      PipelineRun job, Optional<Drive> drive, ResultFile file, JobFile stored, Instant expiry)
      throws IOException, PipelineFailure, InterruptedException {
    String here = links.link(job, file.path(), expiry);
    if (drive.isEmpty()) {
      return here;
    }
    String path =
        job.context().tenant()
            + "/"
            + JobId.of(job.context().taskId())
            + "/"
            + file.fileName(JobId.of(job.context().taskId()));
    try (InputStream content = store.open(stored.key())) {
      drive.get().put(path, file.mediaType(), content.readAllBytes());
      return drive
          .get()
          .link(path, settings.get(DriveSettings.LINK_TIME))
          .map(Object::toString)
          .orElse(here);
    } catch (DriveRefused e) {
      throw new PipelineFailure(DriveRefused.REASON, e.getMessage(), e);
    }
  }

  private static JsonObjectBuilder described(
      ResultFile file, JobId id, JobFile stored, String link) {
    return Json.object()
        .add("name", file.fileName(id))
        .add("media_type", file.mediaType())
        .add("bytes", stored.bytes())
        .add("url", link);
  }

  private String report(PipelineRun job) throws IOException, PipelineFailure {
    StringBuilder text = new StringBuilder();
    text.append("# ").append(job.known("name").orElse("Content analysis")).append("\n\n");
    job.known("source").ifPresent(url -> text.append("Source: <").append(url).append(">\n\n"));
    job.known("summary")
        .ifPresent(
            summary ->
                text.append("## ")
                    .append(job.known("summaryTitle").orElse("Summary"))
                    .append("\n\n")
                    .append(summary)
                    .append("\n\n"));
    return text.append("## Transcript\n\n").append(texts.of(job)).append('\n').toString();
  }
}
