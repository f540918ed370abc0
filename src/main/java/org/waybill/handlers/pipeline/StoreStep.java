package org.waybill.handlers.pipeline;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.waybill.json.Json;
import org.waybill.pipeline.JobFiles;
import org.waybill.pipeline.JobId;
import org.waybill.pipeline.PipelineFailure;
import org.waybill.pipeline.PipelineRun;
import org.waybill.pipeline.PipelineStep;

/** Writes what the job has found out into one file that can be downloaded. */
@ApplicationScoped
class StoreStep implements PipelineStep {

  @Inject private JobFiles files;
  @Inject private JobText texts;

  @Override
  public String name() {
    return "store";
  }

  @Override
  public JsonObject run(PipelineRun job) throws Exception {
    JobId id = JobId.of(job.context().taskId());
    files.keep(
        job.context().taskId(),
        "artifact",
        id + ".md",
        "text/markdown;charset=utf-8",
        new ByteArrayInputStream(report(job).getBytes(StandardCharsets.UTF_8)),
        Long.MAX_VALUE);
    String link = "/pipeline/jobs/" + id + "/artifact";
    return Json.object().add("data", Json.object().add("drive_url", link)).build();
  }

  private String report(PipelineRun job) throws IOException, PipelineFailure {
    StringBuilder text = new StringBuilder();
    text.append("# ").append(job.known("name").orElse("Content analysis")).append("\n\n");
    job.known("source").ifPresent(url -> text.append("Source: <").append(url).append(">\n\n"));
    job.known("summary")
        .ifPresent(summary -> text.append("## Summary\n\n").append(summary).append("\n\n"));
    return text.append("## Transcript\n\n").append(texts.of(job)).append('\n').toString();
  }
}
