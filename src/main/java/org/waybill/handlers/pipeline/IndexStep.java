package org.waybill.handlers.pipeline;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import org.waybill.document.DocumentFormat;
import org.waybill.document.Documents;
import org.waybill.document.IndexRun;
import org.waybill.document.NewDocument;
import org.waybill.document.Upload;
import org.waybill.files.FileStore;
import org.waybill.files.StoredFile;
import org.waybill.handler.TaskContext;
import org.waybill.json.Json;
import org.waybill.media.MediaKind;
import org.waybill.owner.Owner;
import org.waybill.pipeline.PipelineFailure;
import org.waybill.pipeline.PipelineRun;
import org.waybill.pipeline.PipelineStep;
import org.waybill.reading.Indexer;
import org.waybill.reading.TextExtractors;
import org.waybill.reading.UnreadableDocument;
import org.waybill.task.UuidV7;

/**
 * Adds what was fetched to the caller's documents, as if it had been uploaded; passes what is one
 * of them already.
 */
@ApplicationScoped
class IndexStep implements PipelineStep {

  private static final String DELETED = "the document was deleted while it was being indexed";

  @Inject private Documents documents;
  @Inject private FileStore store;
  @Inject private TextExtractors reading;
  @Inject private Indexer indexer;

  @Override
  public String name() {
    return "index";
  }

  @Override
  public JsonObject run(PipelineRun job) throws Exception {
    if (job.known("documentId").isPresent()) {
      return JsonValue.EMPTY_JSON_OBJECT;
    }
    TaskContext context = job.context();
    Owner owner = new Owner(context.tenant(), context.userId());
    JsonObject copy = context.step("index.document", JsonObject.class, () -> copy(job));
    UUID id = UUID.fromString(copy.getString("id"));
    if (documents.find(owner, id).isEmpty()) {
      Upload upload = documents.add(document(job, owner, id, copy));
      if (upload.superfluous() != null) {
        store.delete(upload.superfluous());
      }
      id = upload.documentId();
      if (!upload.taskId().equals(context.taskId())) {
        // The same content is one of the caller's documents already.
        return Json.object().add("documentId", id.toString()).build();
      }
    }
    IndexRun run = new IndexRun(owner, id, context.taskId(), context.attempt());
    if (documents.begin(run).isEmpty()) {
      throw new PipelineFailure(DELETED);
    }
    index(job, run, copy.getString("file"));
    return Json.object().add("documentId", id.toString()).build();
  }

  /** Of a recording the transcript is indexed. */
  private static boolean isSpoken(PipelineRun job) throws PipelineFailure {
    return MediaKind.isRecording(job.needed("mediaType"));
  }

  private static String mediaType(PipelineRun job) throws PipelineFailure {
    return isSpoken(job) ? DocumentFormat.TEXT.mediaType() : job.needed("mediaType");
  }

  private JsonObject copy(PipelineRun job) throws IOException, PipelineFailure {
    try (InputStream source = store.open(job.needed(isSpoken(job) ? "textFile" : "file"))) {
      StoredFile file = store.save(source, Long.MAX_VALUE);
      return Json.object()
          .add("id", UuidV7.next().toString())
          .add("file", file.key())
          .add("bytes", file.size())
          .add("sha256", file.sha256())
          .build();
    }
  }

  private static NewDocument document(PipelineRun job, Owner owner, UUID id, JsonObject copy)
      throws PipelineFailure {
    return new NewDocument(
        id,
        owner,
        isSpoken(job) ? job.needed("name") + ".txt" : job.needed("name"),
        mediaType(job),
        copy.getJsonNumber("bytes").longValue(),
        copy.getString("sha256"),
        copy.getString("file"),
        job.context().taskId());
  }

  private void index(PipelineRun job, IndexRun run, String file) throws Exception {
    TaskContext context = job.context();
    try {
      var indexed =
          indexer.index(
              reading.pagesWithHeadings(mediaType(job), context::isCancelled),
              store.path(file),
              run,
              context,
              (text, percent) -> job.progress(percent, "Indexed " + text));
      if (indexed.isEmpty()) {
        throw new PipelineFailure(DELETED);
      }
    } catch (UnreadableDocument e) {
      documents.fail(run, e.getMessage(), true);
      throw e;
    }
  }
}
