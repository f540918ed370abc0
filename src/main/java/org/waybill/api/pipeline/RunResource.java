package org.waybill.api.pipeline;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.waybill.api.Prefer;
import org.waybill.api.Problem;
import org.waybill.pipeline.JobStatus;
import org.waybill.security.Caller;
import org.waybill.task.Task;

/** {@code /pipeline/run}: the same jobs, for callers that wait for the result. */
@Path("/pipeline/run")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class RunResource {

  private static final Duration USUAL_WAIT = Duration.ofSeconds(60);

  @Inject private JobSubmission submission;

  /** Answers the result (200), or the job where it takes longer than callers wait (202). */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public CompletionStage<Response> run(
      @Context SecurityContext security,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      InputStream body) {
    Duration asked = Prefer.waitOf(headers);
    return submission
        .take(
            new JobCall(Caller.of(security), headers, uri, "POST /pipeline/run"),
            body,
            asked.isZero() ? USUAL_WAIT : asked)
        .thenApply(RunResource::answer);
  }

  private static Response answer(Task task) {
    return switch (JobStatus.of(task.status())) {
      case QUEUED, RUNNING -> JobSubmission.receipt(task);
      case COMPLETED -> Response.ok(task.output()).build();
      case FAILED ->
          throw new Problem(422, "Pipeline failed", "The pipeline failed: " + task.error(), null);
      case CANCELLED -> throw Problem.conflict("The job was cancelled.");
    };
  }
}
