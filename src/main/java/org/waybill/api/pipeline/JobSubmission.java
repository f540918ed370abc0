package org.waybill.api.pipeline;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.waybill.api.IdempotentCalls;
import org.waybill.api.RequestBody;
import org.waybill.api.SubmitAndWait;
import org.waybill.json.Json;
import org.waybill.pipeline.JobId;
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
  CompletionStage<Task> take(JobCall call, InputStream given, Duration wait) {
    RequestBody body = RequestBody.read(given);
    Optional<UniquenessKey> key = key(call, body.json());
    Optional<Task> before = repeated.before(call.caller().tenant(), key);
    if (before.isPresent()) {
      return submitAndWait.end(before.get(), wait);
    }
    requests.checkSource(body, call.caller());
    NewTaskBuilder builder = requests.builder(body, call);
    key.ifPresent(builder::once);
    return submitAndWait.accept(builder.build(), wait).thenApply(SubmitAndWait.Seen::task);
  }

  /** The same of a job whose file is stored for the task of this id. */
  CompletionStage<Task> takeUploaded(JobCall call, RequestBody body, JsonObject file, UUID task) {
    Optional<UniquenessKey> key = key(call, Json.builder(body.json()).add("file", file).build());
    Optional<Task> before = repeated.before(call.caller().tenant(), key);
    if (before.isPresent()) {
      return submitAndWait.end(before.get(), Duration.ZERO);
    }
    NewTaskBuilder builder = requests.builder(body, call).id(task);
    key.ifPresent(builder::once);
    return submitAndWait.accept(builder.build(), Duration.ZERO).thenApply(SubmitAndWait.Seen::task);
  }

  private Optional<UniquenessKey> key(JobCall call, JsonObject body) {
    return repeated.keyOf(call.headers(), call.caller().userId(), call.name(), body);
  }

  /** 202: where to ask for it, here and in the core API. */
  static Response receipt(Task task) {
    return Response.accepted(JobJson.text(task))
        .header(HttpHeaders.LOCATION, "/pipeline/jobs/" + JobId.of(task.id()))
        .header(HttpHeaders.LINK, "</api/tasks/" + task.id() + ">; rel=\"alternate\"")
        .build();
  }
}
