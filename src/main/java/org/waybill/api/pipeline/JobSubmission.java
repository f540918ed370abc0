package org.waybill.api.pipeline;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.waybill.api.IdempotentCalls;
import org.waybill.api.RequestBody;
import org.waybill.api.SubmitAndWait;
import org.waybill.pipeline.JobId;
import org.waybill.security.Caller;
import org.waybill.task.NewTaskBuilder;
import org.waybill.task.Task;
import org.waybill.task.TaskConstraints.UniquenessKey;

/** Takes jobs in; a call that is repeated under its key is the same job again. */
@ApplicationScoped
class JobSubmission {

  @Inject private JobRequest requests;
  @Inject private IdempotentCalls repeated;
  @Inject private SubmitAndWait submitAndWait;

  /** Completes with the job's task after it is stored, or after its end if that comes in time. */
  CompletionStage<Task> take(
      Caller caller, HttpHeaders headers, InputStream given, String call, Duration wait) {
    RequestBody body = RequestBody.read(given);
    Optional<UniquenessKey> key = repeated.keyOf(headers, caller.userId(), call, body.json());
    Optional<Task> before = repeated.before(caller.tenant(), key);
    if (before.isPresent()) {
      return submitAndWait.end(before.get(), wait);
    }
    NewTaskBuilder builder = requests.builder(body, caller);
    key.ifPresent(builder::once);
    return submitAndWait.accept(builder.build(), wait).thenApply(SubmitAndWait.Seen::task);
  }

  /** 202: where to ask for it, here and in the core API. */
  static Response receipt(Task task) {
    return Response.accepted(JobJson.text(task))
        .header(HttpHeaders.LOCATION, "/pipeline/jobs/" + JobId.of(task.id()))
        .header(HttpHeaders.LINK, "</api/tasks/" + task.id() + ">; rel=\"alternate\"")
        .build();
  }
}
