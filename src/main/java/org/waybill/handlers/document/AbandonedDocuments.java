package org.waybill.handlers.document;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.waybill.document.Documents;
import org.waybill.task.EventKind;
import org.waybill.task.TaskEvent;

/** A document whose task ended without indexing it does not wait for ever. */
@ApplicationScoped
public class AbandonedDocuments {

  @Inject private Documents documents;

  void observe(@Observes TaskEvent event) {
    boolean ofDocument = event.task().type().equals("document_processing");
    if (ofDocument && (event.kind() == EventKind.CANCELLED || event.kind() == EventKind.FAILED)) {
      documents.giveUp(
          event.task().id(), event.kind() == EventKind.CANCELLED ? "cancelled" : "its task failed");
    }
  }
}
