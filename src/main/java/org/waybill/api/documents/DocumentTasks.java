package org.waybill.api.documents;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.api.Problem;
import org.waybill.config.Setting;
import org.waybill.dispatch.SubmissionRejected;
import org.waybill.dispatch.SubmissionService;
import org.waybill.document.DocumentOperation;
import org.waybill.handler.TaskType;
import org.waybill.json.Json;
import org.waybill.owner.Owner;
import org.waybill.task.NewTask;
import org.waybill.task.NewTaskBuilder;
import org.waybill.task.Receipt;
import org.waybill.task.TaskDefaults;
import org.waybill.task.UuidV7;
import org.waybill.type.KnownTypes;

/** Submits the tasks of documents. */
@ApplicationScoped
class DocumentTasks {

  private static final Logger LOG = Logger.getLogger(DocumentTasks.class.getName());
  private static final String TIMEOUT = "30m";
  private static final int COME_BACK_SECONDS = 5;

  private final SubmissionService submissionService;
  private final TaskDefaults taskDefaults;

  /** For the container's proxy. */
  protected DocumentTasks() {
    this(null, null);
  }

  @Inject
  DocumentTasks(SubmissionService submissionService, TaskDefaults taskDefaults) {
    this.submissionService = submissionService;
    this.taskDefaults = taskDefaults;
  }

  /**
   * The input of a task that indexes.
   *
   * @param version null for the document as it is
   */
  static String index(UUID document, UUID version) {
    return version == null
        ? Json.object("documentId", document.toString())
        : Json.object()
            .add("documentId", document.toString())
            .add("versionId", version.toString())
            .build()
            .toString();
  }

  /**
   * Submits a task that indexes a document; one of a document runs at a time.
   *
   * @param undo what is to be done if the task is not accepted
   */
  CompletionStage<Receipt> submit(
      Owner owner, UUID document, UUID taskId, String input, Runnable undo) {
    NewTask task =
        task(owner, KnownTypes.DOCUMENT_PROCESSING)
            .id(taskId)
            .ownConcurrency("document/" + document, 1)
            .input(input)
            .build();
    return submit(task, undo);
  }

  /** Submits what is to be done with many documents. */
  CompletionStage<Receipt> submit(DocumentOperation operation) {
    NewTask task =
        task(operation.owner(), KnownTypes.DOCUMENT_OPERATION)
            .id(UuidV7.next())
            .input(operation.toJson())
            .build();
    return submit(task, () -> {});
  }

  private NewTaskBuilder task(Owner owner, TaskType type) {
    return taskDefaults.task(
        type, owner.tenant(), owner.userId(), Setting.parseDuration(TIMEOUT), null);
  }

  private CompletionStage<Receipt> submit(NewTask task, Runnable undo) {
    CompletionStage<Receipt> accepted;
    try {
      accepted = submissionService.accept(task);
    } catch (RuntimeException e) {
      undo.run();
      throw e;
    }
    return accepted.handle((receipt, failure) -> receipt(receipt, failure, undo));
  }

  private static Receipt receipt(Receipt receipt, Throwable failure, Runnable undo) {
    if (failure != null) {
      undo.run();
      Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
      if (cause instanceof SubmissionRejected full) {
        throw full;
      }
      LOG.log(Level.WARNING, failure, () -> "The task of a document was not accepted");
      throw Problem.unavailable("The document's task was not accepted.", COME_BACK_SECONDS);
    }
    return receipt;
  }
}
