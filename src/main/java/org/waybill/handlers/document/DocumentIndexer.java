package org.waybill.handlers.document;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ObjIntConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.document.Document;
import org.waybill.document.DocumentVersion;
import org.waybill.document.DocumentVersions;
import org.waybill.document.Documents;
import org.waybill.document.IndexRun;
import org.waybill.files.FileStore;
import org.waybill.handler.Outcome;
import org.waybill.handler.TaskContext;
import org.waybill.reading.Indexer;
import org.waybill.reading.PageReader;
import org.waybill.reading.TextExtractors;
import org.waybill.reading.UnreadableDocument;

/** Indexes one document that an attempt has begun, and notes what comes of it. */
@ApplicationScoped
public class DocumentIndexer {

  private static final Logger LOG = Logger.getLogger(DocumentIndexer.class.getName());

  private final Documents documents;
  private final DocumentVersions versions;
  private final FileStore files;
  private final TextExtractors reading;
  private final Indexer indexer;

  /** For the container's proxy. */
  protected DocumentIndexer() {
    this(null, null, null, null, null);
  }

  @Inject
  public DocumentIndexer(
      Documents documents,
      DocumentVersions versions,
      FileStore files,
      TextExtractors reading,
      Indexer indexer) {
    this.documents = documents;
    this.versions = versions;
    this.files = files;
    this.reading = reading;
    this.indexer = indexer;
  }

  /**
   * Reads the document, or its new version, and makes it searchable.
   *
   * @param progress receives the current activity and the progress in percent
   */
  Outcome<DocumentOutput> index(
      Document document, IndexRun run, TaskContext context, ObjIntConsumer<String> progress)
      throws IOException, InterruptedException {
    DocumentVersion version = run.version();
    String mediaType = version == null ? document.mediaType() : version.mediaType();
    String file = version == null ? document.fileKey() : version.fileKey();
    try {
      PageReader pageReader = reading.pagesWithHeadings(mediaType, context::isCancelled);
      Optional<Indexer.Indexed> indexed =
          indexer.index(pageReader, files.path(file), run, context, progress);
      if (indexed.isPresent() && version != null) {
        delete(document.fileKey());
      }
      return indexed
          .map(each -> Outcome.done(DocumentOutput.of(document, each)))
          .orElseGet(
              () ->
                  Outcome.giveUp("The document was deleted, or a later attempt is processing it."));
    } catch (UnreadableDocument e) {
      return givenUp(run, e.code(), e.getMessage());
    } catch (NoSuchFileException e) {
      return givenUp(run, Outcome.HANDLER_ERROR, "The document's file no longer exists.");
    } catch (InterruptedException e) {
      note(run, "The attempt was interrupted.", e);
      throw e;
    } catch (IOException | RuntimeException e) {
      note(run, "The attempt failed: " + e.getMessage(), e);
      throw e;
    }
  }

  private Outcome<DocumentOutput> givenUp(IndexRun run, String code, String reason) {
    documents.fail(run, reason, true);
    if (run.version() != null) {
      dropVersions(run.taskId());
    }
    return Outcome.giveUp(code, reason);
  }

  /** The attempt's own failure is what counts: that it could not be noted only goes along. */
  private void note(IndexRun run, String reason, Exception cause) {
    try {
      documents.fail(run, reason, false);
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
  }

  /** A task does not index the version that it was to index. */
  void dropVersions(UUID taskId) {
    versions.removeOf(taskId).forEach(this::delete);
  }

  /** Deletes a file that no row holds any more; one that stays is only a waste. */
  void delete(String file) {
    try {
      files.delete(file);
    } catch (IOException e) {
      LOG.log(
          Level.WARNING,
          e,
          () -> "File " + file + " could not be deleted; no document refers to it any more");
    }
  }
}
