package org.waybill.api.agents;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.util.concurrent.CompletionStage;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.api.TaskJson;
import org.waybill.config.Settings;
import org.waybill.dispatch.SubmissionService;
import org.waybill.security.Caller;
import org.waybill.task.NewTaskBuilder;
import org.waybill.task.Task;
import org.waybill.type.KnownTypes;

/** {@code /api/agents/{name}/evaluations}: what a version would have answered, for operators. */
@Path("/agents/{name}/evaluations")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class EvaluationResource {

  @Inject private EvaluationRequest request;
  @Inject private SubmissionService submissionService;
  @Inject private Settings settings;
  @Inject private TaskJson json;

  /** Submits a task (202), whose output is the report. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public CompletionStage<Response> begin(
      @Context SecurityContext security, @PathParam("name") String name, InputStream body) {
    Caller caller = Caller.of(security);
    if (!caller.isOperator()) {
      throw Problem.forbidden("operator_right_missing", "Only operators may evaluate agents.");
    }
    JsonObject input = request.read(RequestBody.read(body), caller.tenant(), name);
    return submissionService
        .accept(
            NewTaskBuilder.of(
                    KnownTypes.AGENT_EVALUATION, caller.tenant(), caller.userId(), settings)
                .input(input.toString())
                .build())
        .thenApply(Task::of)
        .thenApply(
            task ->
                Response.accepted(json.text(task))
                    .header("Location", "/api/tasks/" + task.id())
                    .build());
  }
}
