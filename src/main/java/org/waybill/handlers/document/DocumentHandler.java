package org.waybill.handlers.document;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import org.waybill.document.Document;
import org.waybill.document.DocumentVersion;
import org.waybill.document.DocumentVersions;
import org.waybill.document.Documents;
import org.waybill.document.IndexRun;
import org.waybill.handler.Outcome;
import org.waybill.handler.TaskContext;
import org.waybill.handler.TaskHandler;
import org.waybill.handler.TaskType;
import org.waybill.owner.Owner;
import org.waybill.type.KnownTypes;

/** Reads an uploaded document, or a new version of one, and makes it searchable. */
@ApplicationScoped
public class DocumentHandler implements TaskHandler<DocumentInput, DocumentOutput> {

  private final Documents documents;
  private final DocumentVersions versions;
  private final DocumentIndexer indexing;

  /** For the container's proxy. */
  protected DocumentHandler() {
    this(null, null, null);
  }

  @Inject
  public DocumentHandler(
      Documents documents, DocumentVersions versions, DocumentIndexer indexing) {
    this.documents = documents;
    this.versions = versions;
    this.indexing = indexing;
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
    Optional<UUID> id = id(input.documentId());
    if (id.isEmpty()) {
      return Outcome.giveUp("The input's documentId is missing or is not a UUID.");
    }
    if (input.versionId() != null && id(input.versionId()).isEmpty()) {
      return Outcome.giveUp("The input's versionId is not a UUID.");
    }
    DocumentVersion version = null;
    if (input.versionId() != null) {
      UUID wanted = UUID.fromString(input.versionId());
      version = versions.find(id.get(), wanted).orElse(null);
      if (version == null && !versions.isCurrent(id.get(), wanted)) {
        indexing.dropVersions(context.taskId());
        return Outcome.giveUp(
            "superseded", "A later version took the place of this one, or it was deleted.");
      }
    }
    Owner owner = new Owner(context.tenant(), context.userId());
    IndexRun run = new IndexRun(owner, id.get(), context.taskId(), context.attempt(), version);
    Optional<Document> document = documents.begin(run);
    return document.isPresent()
        ? indexing.index(
            document.get(), run, context, (text, percent) -> context.progress(percent, text))
        : Outcome.giveUp(
            "There is no document " + id.get() + ", or a later attempt is processing it.");
  }

  private static Optional<UUID> id(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException | NullPointerException e) {
      return Optional.empty();
    }
  }
}
