package org.waybill.handlers.document;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Set;
import org.waybill.document.Documents;
import org.waybill.task.EventKind;
import org.waybill.task.TaskEvent;
import org.waybill.type.KnownTypes;

/** A document whose task ended without indexing it does not wait for ever. */
@ApplicationScoped
public class AbandonedDocuments {

  private static final Set<String> TYPES =
      Set.of(KnownTypes.DOCUMENT_PROCESSING.name(), KnownTypes.DOCUMENT_OPERATION.name());

  @Inject private Documents documents;
  @Inject private DocumentIndexer indexer;

  void observe(@Observes TaskEvent event) {
    boolean ended = event.kind() == EventKind.CANCELLED || event.kind() == EventKind.FAILED;
    if (ended && TYPES.contains(event.task().type())) {
      documents.giveUp(
          event.task().id(), event.kind() == EventKind.CANCELLED ? "cancelled" : "its task failed");
      indexer.dropVersions(event.task().id());
    }
  }
}
