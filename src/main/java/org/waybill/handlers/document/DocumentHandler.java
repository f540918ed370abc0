package org.waybill.handlers.document;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.UUID;
import org.waybill.agent.Embeddings;
import org.waybill.config.Settings;
import org.waybill.document.Chunks;
import org.waybill.document.Document;
import org.waybill.document.Documents;
import org.waybill.document.IndexRun;
import org.waybill.document.Owner;
import org.waybill.files.FileStore;
import org.waybill.handler.Outcome;
import org.waybill.handler.TaskContext;
import org.waybill.handler.TaskHandler;

/** Reads an uploaded document and makes it searchable. */
@ApplicationScoped
public class DocumentHandler implements TaskHandler<DocumentInput, DocumentOutput> {

  private final Documents documents;
  private final Chunks chunks;
  private final FileStore files;
  private final Embeddings embeddings;
  private final Limits limits;

  /** For the container's proxy. */
  protected DocumentHandler() {
    this.documents = null;
    this.chunks = null;
    this.files = null;
    this.embeddings = null;
    this.limits = null;
  }

  @Inject
  public DocumentHandler(
      Documents documents,
      Chunks chunks,
      FileStore files,
      Embeddings embeddings,
      Settings settings) {
    this.documents = documents;
    this.chunks = chunks;
    this.files = files;
    this.embeddings = embeddings;
    this.limits = Limits.of(settings);
  }

  @Override
  public String type() {
    return "document_processing";
  }

  @Override
  public Class<DocumentInput> inputType() {
    return DocumentInput.class;
  }

  @Override
  public Outcome<DocumentOutput> run(DocumentInput input, TaskContext context) throws Exception {
    Optional<UUID> id = id(input);
    if (id.isEmpty()) {
      return Outcome.giveUp("The input has no documentId that is a UUID.");
    }
    Owner owner = new Owner(context.tenant(), context.userId());
    IndexRun run = new IndexRun(owner, id.get(), context.taskId(), context.attempt());
    Optional<Document> document = documents.begin(run);
    return document.isPresent()
        ? index(document.get(), run, context)
        : Outcome.giveUp("There is no document " + id.get() + ", or a later attempt has it.");
  }

  private Outcome<DocumentOutput> index(Document document, IndexRun run, TaskContext context)
      throws Exception {
    try {
      Indexing indexing = new Indexing(embeddings, limits, context);
      pages(document, context).read(files.path(document.fileKey()), indexing);
      context.stopIfCancelled();
      return publish(indexing, run);
    } catch (UnreadableDocument e) {
      return givenUp(run, e.getMessage());
    } catch (NoSuchFileException e) {
      return givenUp(run, "The document's file is gone.");
    } catch (InterruptedException e) {
      note(run, "The attempt was stopped.", e);
      throw e;
    } catch (IOException | RuntimeException e) {
      note(run, "The attempt failed: " + e.getMessage(), e);
      throw e;
    }
  }

  private Pages pages(Document document, TaskContext context) {
    return switch (document.mediaType()) {
      case "application/pdf" -> new PdfPages(limits, context::isCancelled);
      case "text/html" -> new TextPages(limits, Markup::html);
      case "text/markdown" -> new TextPages(limits, Markup::markdown);
      case "text/plain" -> new TextPages(limits, text -> text);
      default ->
          throw new UnreadableDocument(
              "Files of type " + document.mediaType() + " cannot be read.");
    };
  }

  private Outcome<DocumentOutput> publish(Indexing indexing, IndexRun run) {
    var found = indexing.chunks();
    if (!chunks.publish(run, indexing.pages(), found)) {
      return Outcome.giveUp("The document was deleted, or a later attempt has it.");
    }
    return Outcome.done(
        new DocumentOutput(
            run.documentId().toString(), indexing.pages(), found.size(), indexing.characters()));
  }

  private Outcome<DocumentOutput> givenUp(IndexRun run, String reason) {
    documents.fail(run, reason);
    return Outcome.giveUp(reason);
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
