package org.waybill.handlers.pipeline;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.io.InputStream;
import java.util.Optional;
import java.util.UUID;
import org.waybill.document.Document;
import org.waybill.document.Documents;
import org.waybill.files.FileStore;
import org.waybill.owner.Owner;
import org.waybill.pipeline.JobFiles;
import org.waybill.pipeline.JobFiles.JobFile;
import org.waybill.pipeline.PipelineFailure;
import org.waybill.pipeline.PipelineRun;
import org.waybill.pipeline.PipelineStep;

/** Gets what a job is about: an upload, a document that is here already, or what {@code url} is. */
@ApplicationScoped
class FetchStep implements PipelineStep {

  private static final String DOCUMENT = "document_id";

  @Inject private UrlSource urls;
  @Inject private SourceFile sources;
  @Inject private JobFiles files;
  @Inject private Documents documents;
  @Inject private FileStore store;

  @Override
  public String name() {
    return "fetch";
  }

  @Override
  public JsonObject run(PipelineRun job) throws Exception {
    Optional<JobFile> upload = files.find(job.context().taskId(), JobFiles.UPLOAD);
    if (upload.isPresent()) {
      return SourceFile.known(upload.get(), upload.get().name()).build();
    }
    Optional<String> document = job.asked(DOCUMENT);
    if (document.isPresent()) {
      return copy(job, document.get());
    }
    return urls.fetch(
        job,
        job.asked("url")
            .orElseThrow(() -> new PipelineFailure("the input has neither url nor " + DOCUMENT)));
  }

  /** The job has a file of its own, whatever becomes of the document. */
  private JsonObject copy(PipelineRun job, String id) throws Exception {
    Owner owner = new Owner(job.context().tenant(), job.context().userId());
    Document document =
        id(id)
            .flatMap(known -> documents.find(owner, known))
            .orElseThrow(() -> new PipelineFailure("there is no document " + id));
    try (InputStream content = store.open(document.fileKey())) {
      return sources
          .keep(job, document.name(), document.mediaType(), id, content, Long.MAX_VALUE)
          .add("documentId", id)
          .build();
    }
  }

  private static Optional<UUID> id(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
