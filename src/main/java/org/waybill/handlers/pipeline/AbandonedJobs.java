package org.waybill.handlers.pipeline;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.waybill.document.Documents;
import org.waybill.task.EventKind;
import org.waybill.task.TaskEvent;

/** A document whose job ended before it was indexed does not wait for ever. */
@ApplicationScoped
public class AbandonedJobs {

  @Inject private Documents documents;

  void observe(@Observes TaskEvent event) {
    boolean ofPipeline = event.task().type().equals("pipeline");
    if (ofPipeline && (event.kind() == EventKind.CANCELLED || event.kind() == EventKind.FAILED)) {
      documents.giveUp(
          event.task().id(), event.kind() == EventKind.CANCELLED ? "cancelled" : "its job failed");
    }
  }
}
