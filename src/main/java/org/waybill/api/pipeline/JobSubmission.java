package org.waybill.api.pipeline;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.waybill.api.Awaiting;
import org.waybill.api.RepeatedCalls;
import org.waybill.api.RequestBody;
import org.waybill.pipeline.JobId;
import org.waybill.security.Caller;
import org.waybill.task.NewTaskBuilder;
import org.waybill.task.Task;
import org.waybill.task.Terms.Once;

/** Takes jobs in; a call that is repeated under its key is the same job again. */
@ApplicationScoped
class JobSubmission {

  @Inject private JobRequest requests;
  @Inject private RepeatedCalls repeated;
  @Inject private Awaiting awaiting;

  /** Completes with the job's task after it is stored, or after its end if that comes in time. */
  CompletionStage<Task> take(
      Caller caller, HttpHeaders headers, InputStream given, String call, Duration wait) {
    RequestBody body = RequestBody.read(given);
    Optional<Once> key = repeated.keyOf(headers, caller.userId(), call, body.json());
    Optional<Task> before = repeated.before(caller.tenant(), key);
    if (before.isPresent()) {
      return awaiting.end(before.get(), wait);
    }
    NewTaskBuilder builder = requests.builder(body, caller);
    key.ifPresent(builder::once);
    return awaiting.accept(builder.build(), wait).thenApply(Awaiting.Seen::task);
  }

  /** 202: where to ask for it, here and in the core API. */
  static Response receipt(Task task) {
    return Response.accepted(JobJson.text(task))
        .header(HttpHeaders.LOCATION, "/pipeline/jobs/" + JobId.of(task.id()))
        .header(HttpHeaders.LINK, "</api/tasks/" + task.id() + ">; rel=\"alternate\"")
        .build();
  }
}
