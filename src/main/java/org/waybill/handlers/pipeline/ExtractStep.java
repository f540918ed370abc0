package org.waybill.handlers.pipeline;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.waybill.files.FileStore;
import org.waybill.json.Json;
import org.waybill.pipeline.JobFiles;
import org.waybill.pipeline.PipelineRun;
import org.waybill.pipeline.PipelineStep;
import org.waybill.pipeline.ResultFile;
import org.waybill.reading.PageReader;
import org.waybill.reading.TextExtractors;
import org.waybill.reading.UnreadableDocument;

/** Takes the text out of what was fetched; passes what has been transcribed. */
@ApplicationScoped
class ExtractStep implements PipelineStep {

  @Inject private TextExtractors reading;
  @Inject private FileStore store;
  @Inject private JobFiles files;

  @Override
  public String name() {
    return "extract";
  }

  @Override
  public JsonObject run(PipelineRun job) throws Exception {
    if (job.known("textFile").isPresent()) {
      return JsonValue.EMPTY_JSON_OBJECT;
    }
    PageReader pageReader = reading.pages(job.needed("mediaType"), job.context()::isCancelled);
    StringBuilder text = new StringBuilder();
    pageReader.read(
        store.path(job.needed("file")),
        (number, total, page) -> {
          job.context().stopIfCancelled();
          append(text, page);
          job.progress(100 * number / total, "Read page " + number + " of " + total);
        });
    if (text.length() == 0) {
      throw new UnreadableDocument("it has no text");
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    String key =
        files
            .keep(
                job.context().taskId(),
                ResultFile.TEXT.kind(),
                ResultFile.TEXT.fileName(null),
                ResultFile.TEXT.mediaType(),
                new ByteArrayInputStream(bytes),
                Long.MAX_VALUE)
            .key();
    return Json.object()
        .add("textFile", key)
        .add("data", Json.object().add("transcript", JobText.shown(text)))
        .build();
  }

  private void append(StringBuilder text, String page) {
    String plain = Paragraphs.of(page);
    text.append(text.length() == 0 || plain.isEmpty() ? "" : "\n\n").append(plain);
    if (text.length() > reading.longest()) {
      throw new UnreadableDocument("it has more than " + reading.longest() + " characters");
    }
  }
}
