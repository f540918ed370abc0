package org.waybill.handlers.document;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.UUID;
import org.waybill.document.Document;
import org.waybill.document.Documents;
import org.waybill.document.IndexRun;
import org.waybill.files.FileStore;
import org.waybill.handler.Outcome;
import org.waybill.handler.TaskContext;
import org.waybill.handler.TaskHandler;
import org.waybill.handler.TaskType;
import org.waybill.owner.Owner;
import org.waybill.reading.Indexer;
import org.waybill.reading.PageReader;
import org.waybill.reading.TextExtractors;
import org.waybill.reading.UnreadableDocument;
import org.waybill.type.KnownTypes;

/** Reads an uploaded document and makes it searchable. */
@ApplicationScoped
public class DocumentHandler implements TaskHandler<DocumentInput, DocumentOutput> {

  private final Documents documents;
  private final FileStore files;
  private final TextExtractors reading;
  private final Indexer indexer;

  /** For the container's proxy. */
  protected DocumentHandler() {
    this(null, null, null, null);
  }

  @Inject
  public DocumentHandler(
      Documents documents, FileStore files, TextExtractors reading, Indexer indexer) {
    this.documents = documents;
    this.files = files;
    this.reading = reading;
    this.indexer = indexer;
  }

  @Override
  public TaskType type() {
    return KnownTypes.DOCUMENT_PROCESSING;
  }

  @Override
  public Class<DocumentInput> inputType() {
    return DocumentInput.class;
  }

  @Override
  public Outcome<DocumentOutput> run(DocumentInput input, TaskContext context) throws Exception {
    Optional<UUID> id = id(input);
    if (id.isEmpty()) {
      return Outcome.giveUp("The input's documentId is missing or is not a UUID.");
    }
    Owner owner = new Owner(context.tenant(), context.userId());
    IndexRun run = new IndexRun(owner, id.get(), context.taskId(), context.attempt());
    Optional<Document> document = documents.begin(run);
    return document.isPresent()
        ? index(document.get(), run, context)
        : Outcome.giveUp(
            "There is no document " + id.get() + ", or a later attempt is processing it.");
  }

  private Outcome<DocumentOutput> index(Document document, IndexRun run, TaskContext context)
      throws Exception {
    try {
      PageReader pageReader = reading.pagesWithHeadings(document.mediaType(), context::isCancelled);
      return indexer
          .index(
              pageReader,
              files.path(document.fileKey()),
              run,
              context,
              (text, percent) -> context.progress(percent, text))
          .map(indexed -> Outcome.done(DocumentOutput.of(document, indexed)))
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
    documents.fail(run, reason);
    return Outcome.giveUp(code, reason);
  }

  /** The attempt's own failure is what counts: that it could not be noted only goes along. */
  private void note(IndexRun run, String reason, Exception cause) {
    try {
      documents.fail(run, reason);
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
  }

  private static Optional<UUID> id(DocumentInput input) {
    try {
      return Optional.of(UUID.fromString(input.documentId()));
    } catch (IllegalArgumentException | NullPointerException e) {
      return Optional.empty();
    }
  }
}
