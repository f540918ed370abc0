package org.waybill.handlers.document;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.waybill.document.Document;
import org.waybill.document.DocumentOperation;
import org.waybill.document.Documents;
import org.waybill.document.IndexRun;
import org.waybill.document.SelectedDocuments;
import org.waybill.handler.Outcome;
import org.waybill.handler.TaskContext;
import org.waybill.handler.TaskHandler;
import org.waybill.handler.TaskType;
import org.waybill.json.Json;
import org.waybill.owner.Owner;
import org.waybill.time.Ticker;
import org.waybill.type.KnownTypes;

/** Does the same with many documents of a user, one after the other. */
@ApplicationScoped
public class DocumentOperationHandler implements TaskHandler<JsonObject, JsonObject> {

  private static final int STEP = 50;

  /** After so long it lets others have its worker. */
  private static final Duration TURN = Duration.ofSeconds(60);

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final SelectedDocuments selected;
  private final Documents documents;
  private final DocumentIndexer indexer;
  private final Ticker ticker;

  /** For the container's proxy. */
  protected DocumentOperationHandler() {
    this(null, null, null, null);
  }

  @Inject
  public DocumentOperationHandler(
      SelectedDocuments selected, Documents documents, DocumentIndexer indexer, Ticker ticker) {
    this.selected = selected;
    this.documents = documents;
    this.indexer = indexer;
    this.ticker = ticker;
  }

  @Override
  public TaskType type() {
    return KnownTypes.DOCUMENT_OPERATION;
  }

  @Override
  public Class<JsonObject> inputType() {
    return JsonObject.class;
  }

  @Override
  public Outcome<JsonObject> run(JsonObject input, TaskContext context) throws Exception {
    Owner owner = new Owner(context.tenant(), context.userId());
    DocumentOperation operation = DocumentOperation.read(input, owner);
    return switch (operation.action()) {
      case REINDEX -> reindex(operation, context);
      case DELETE -> delete(operation, context);
    };
  }

  /** What is done shows in the documents, so any attempt goes on where the last one ended. */
  private Outcome<JsonObject> reindex(DocumentOperation operation, TaskContext context)
      throws Exception {
    Instant begun =
        Instant.parse(context.step("begun", String.class, () -> selected.now().toString()));
    long start = ticker.nanos();
    Optional<UUID> next = selected.notIndexedSince(operation, begun, context.taskId());
    while (next.isPresent()) {
      context.stopIfCancelled();
      SelectedDocuments.Progress progress = selected.indexedSince(operation, begun);
      reindex(
          new IndexRun(operation.owner(), next.get(), context.taskId(), context.attempt()),
          progress,
          context);
      next = selected.notIndexedSince(operation, begun, context.taskId());
      if (next.isPresent() && ticker.nanos() - start > TURN.toNanos()) {
        return Outcome.snooze(PAUSE, "lets others have its worker");
      }
    }
    SelectedDocuments.Progress end = selected.indexedSince(operation, begun);
    return Outcome.done(
        Json.object()
            .add("action", operation.action().label())
            .add("matched", end.total())
            .add("done", end.done() - end.failed())
            .add("failed", end.failed())
            .add("skipped", end.total() - end.done())
            .build());
  }

  private void reindex(IndexRun run, SelectedDocuments.Progress before, TaskContext context)
      throws Exception {
    Optional<Document> document = documents.begin(run);
    if (document.isPresent()) {
      indexer.index(
          document.get(),
          run,
          context,
          (text, percent) ->
              context.progress(
                  (before.done() * 100 + percent) / Math.max(1, before.total()),
                  "Document %d of %d: %s".formatted(before.done() + 1, before.total(), text)));
    }
  }

  private Outcome<JsonObject> delete(DocumentOperation operation, TaskContext context)
      throws Exception {
    int total = context.step("matched", Integer.class, () -> selected.count(operation));
    List<UUID> some = selected.next(operation, STEP);
    int left = selected.count(operation);
    while (!some.isEmpty()) {
      for (UUID id : some) {
        context.stopIfCancelled();
        documents.remove(operation.owner(), id).forEach(indexer::delete);
        left = Math.max(0, left - 1);
      }
      context.progress(
          100 * (total - left) / Math.max(1, total),
          "%d of %d documents deleted".formatted(total - left, total));
      some = selected.next(operation, STEP);
    }
    return Outcome.done(
        Json.object()
            .add("action", operation.action().label())
            .add("matched", total)
            .add("done", total)
            .build());
  }
}
