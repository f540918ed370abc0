package org.waybill.api.pipeline;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.waybill.api.Page;
import org.waybill.api.Problem;
import org.waybill.config.PipelineSettings;
import org.waybill.config.Settings;
import org.waybill.pipeline.JobFiles;
import org.waybill.security.Caller;
import org.waybill.task.Task;
import org.waybill.task.TaskCommands;
import org.waybill.task.TaskSummary;

/** {@code /pipeline/jobs}: jobs that are handed over and asked for later. */
@Path("/pipeline/jobs")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class JobsResource {

  private static final int USUAL_PAGE = 50;

  @Inject private JobSubmission submission;
  @Inject private JobUpload uploads;
  @Inject private OwnJobs own;
  @Inject private JobFiles jobFiles;
  @Inject private TaskCommands taskCommands;
  @Inject private Settings settings;

  /** Takes a job: 202 after it is durably stored. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public CompletionStage<Response> create(
      @Context SecurityContext security,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      InputStream body) {
    refuseIfOff();
    return submission
        .take(
            new JobCall(Caller.of(security), headers, uri, "POST /pipeline/jobs"),
            body,
            Duration.ZERO)
        .thenApply(JobSubmission::receipt);
  }

  /** Takes a job with its file: 202 after both are durably stored. */
  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  public CompletionStage<Response> upload(
      @Context SecurityContext security,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      InputStream body)
      throws IOException {
    refuseIfOff();
    return uploads
        .take(new JobCall(Caller.of(security), headers, uri, "POST /pipeline/jobs"), body)
        .thenApply(JobSubmission::receipt);
  }

  @GET
  public String list(
      @Context SecurityContext security,
      @QueryParam("tenant_id") String tenant,
      @QueryParam("workspace_id") String workspace,
      @QueryParam("status") String status,
      @QueryParam("limit") Integer asked,
      @QueryParam("cursor") String cursor) {
    refuseIfOff();
    Caller caller = Caller.of(security);
    JobRequest.refuseOthersTenant(tenant, caller);
    int limit = Page.limit(asked, USUAL_PAGE);
    List<TaskSummary> found =
        own.list(caller, workspace, OwnJobs.states(status), Page.cursor(cursor), limit + 1);
    List<TaskSummary> page = found.subList(0, Math.min(limit, found.size()));
    return JobJson.list(
        page.stream().filter(own::isThere).toList(),
        found.size() > limit ? page.get(limit - 1).id() : null);
  }

  @GET
  @Path("/{job_id}")
  public String get(@Context SecurityContext security, @PathParam("job_id") String id) {
    refuseIfOff();
    return JobJson.text(own.find(id, Caller.of(security)));
  }

  /** Cancels a job that has not ended (202); deletes one that has, with its files (204). */
  @DELETE
  @Path("/{job_id}")
  public Response delete(@Context SecurityContext security, @PathParam("job_id") String id) {
    refuseIfOff();
    Caller caller = Caller.of(security);
    Task task = own.find(id, caller);
    if (!task.status().isFinal()
        && taskCommands.cancel(task.id()) != TaskCommands.Cancelled.TOO_LATE) {
      return Response.accepted(JobJson.text(own.find(id, caller))).build();
    }
    taskCommands.delete(task.id());
    jobFiles.sweep();
    return Response.noContent().build();
  }

  private void refuseIfOff() {
    if (!settings.get(PipelineSettings.JOB_QUEUE)) {
      throw new Problem(
          404,
          "Not found",
          "The pipeline job queue is disabled: %s is false. POST /pipeline/run is still available."
              .formatted(PipelineSettings.JOB_QUEUE.env()),
          null);
    }
  }
}
