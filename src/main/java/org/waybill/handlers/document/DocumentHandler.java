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
  private final DocumentIndexer indexer;

  /** For the container's proxy. */
  protected DocumentHandler() {
    this(null, null, null);
  }

  @Inject
  public DocumentHandler(Documents documents, DocumentVersions versions, DocumentIndexer indexer) {
    this.documents = documents;
    this.versions = versions;
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
    Optional<UUID> id = id(input.documentId());
    if (id.isEmpty()) {
      return Outcome.giveUp("The input's documentId is missing or is not a UUID.");
    }
    if (input.versionId() == null) {
      return index(id.get(), null, context);
    }
    Optional<UUID> versionId = id(input.versionId());
    if (versionId.isEmpty()) {
      return Outcome.giveUp("The input's versionId is not a UUID.");
    }
    Optional<DocumentVersion> version = versions.find(id.get(), versionId.get());
    // An earlier attempt may have published it, and have crashed before its end.
    if (version.isEmpty() && !versions.isCurrent(id.get(), versionId.get())) {
      indexer.dropVersions(context.taskId());
      return Outcome.giveUp(
          "superseded", "A later version took the place of this one, or it was deleted.");
    }
    return index(id.get(), version.orElse(null), context);
  }

  private Outcome<DocumentOutput> index(UUID id, DocumentVersion version, TaskContext context)
      throws Exception {
    Owner owner = new Owner(context.tenant(), context.userId());
    IndexRun run = new IndexRun(owner, id, context.taskId(), context.attempt(), version);
    Optional<Document> document = documents.begin(run);
    return document.isPresent()
        ? indexer.index(
            document.get(), run, context, (text, percent) -> context.progress(percent, text))
        : Outcome.giveUp("There is no document " + id + ", or a later attempt is processing it.");
  }

  private static Optional<UUID> id(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException | NullPointerException e) {
      return Optional.empty();
    }
  }
}
