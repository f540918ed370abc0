package org.waybill.api.tasks;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.waybill.api.RequestBody;
import org.waybill.api.TaskJson;
import org.waybill.api.TaskQuery;
import org.waybill.config.Settings;
import org.waybill.dispatch.SubmissionService;
import org.waybill.security.Caller;
import org.waybill.task.BulkOperation;
import org.waybill.task.Task;
import org.waybill.task.TaskFilter;
import org.waybill.task.Tasks;

/** {@code /api/tasks/bulk}. */
@Path("/tasks/bulk")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class BulkResource {

  private static final Set<String> MEMBERS = Set.of("action", "filter", "all", "dryRun");

  @Inject private SubmissionService submissionService;
  @Inject private Tasks tasks;
  @Inject private TaskJson json;
  @Inject private Settings settings;

  /** Counts the matching tasks (200), or submits a bulk task (202). */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public CompletionStage<Response> work(@Context SecurityContext security, InputStream body) {
    Caller caller = Caller.of(security);
    RequestBody given = RequestBody.read(body);
    given.allowOnly(MEMBERS, "body");
    BulkOperation.Action action = action(given.requiredText("action", 20));
    TaskFilter filter =
        TaskQuery.of(given.nested("filter")).selection(caller, given.flag("all", false));
    if (given.flag("dryRun", false)) {
      String matches = "{\"matches\":" + tasks.count(filter) + "}";
      return CompletableFuture.completedFuture(Response.ok(matches).build());
    }
    return submissionService
        .accept(new BulkOperation(action, filter).toTask(caller.userId(), settings))
        .thenApply(Task::of)
        .thenApply(
            task ->
                Response.accepted(json.text(task))
                    .header("Location", "/api/tasks/" + task.id())
                    .build());
  }

  private static BulkOperation.Action action(String label) {
    return BulkOperation.Action.of(label)
        .filter(action -> !action.isOfDeadLetters())
        .orElseThrow(
            () -> RequestBody.wrong("action", "is '" + label + "'", "cancel, retry, delete"));
  }
}
