package org.waybill.api.tasks;

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
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.waybill.api.IdempotentCalls;
import org.waybill.api.Prefer;
import org.waybill.api.RequestBody;
import org.waybill.api.SubmitAndWait;
import org.waybill.api.TaskJson;
import org.waybill.security.Caller;
import org.waybill.task.Task;
import org.waybill.task.TaskConstraints.UniquenessKey;

/** {@code POST /api/tasks}: submits one task. */
@Path("/tasks")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class SubmitResource {

  @Inject private TaskRequest requests;
  @Inject private DependencyParser dependencyParser;
  @Inject private IdempotentCalls repeated;
  @Inject private SubmitAndWait submitAndWait;
  @Inject private TaskJson json;

  /**
   * Accepts one task: 202 after it is durably stored, or 200 if it ends within the time that the
   * caller prefers to wait.
   */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public CompletionStage<Response> submit(
      @Context SecurityContext security, @Context HttpHeaders headers, InputStream given) {
    Caller caller = Caller.of(security);
    RequestBody body = RequestBody.read(given);
    Duration wait = Prefer.waitOf(headers);
    Optional<UniquenessKey> key =
        repeated.keyOf(headers, caller.userId(), "POST /api/tasks", body.json());
    Optional<Task> before = repeated.before(caller.tenant(), key);
    if (before.isPresent()) {
      return submitAndWait.end(before.get(), wait).thenApply(task -> answer(task, true, wait));
    }
    ParsedTask parsedTask = requests.read(body, caller);
    key.ifPresent(parsedTask.builder()::once);
    dependencyParser.tie(List.of(parsedTask), Map.of(), caller);
    return submitAndWait
        .accept(parsedTask.build(), wait)
        .thenApply(seen -> answer(seen.task(), seen.existing(), wait));
  }

  private Response answer(Task task, boolean existing, Duration wait) {
    boolean waited = !wait.isZero();
    Response.ResponseBuilder answer =
        waited && task.status().isFinal() ? Response.ok() : Response.accepted();
    answer.entity(json.text(task)).header(HttpHeaders.LOCATION, "/api/tasks/" + task.id());
    if (existing) {
      answer.header(IdempotentCalls.EXISTING, "true");
    }
    if (waited) {
      answer.header("Preference-Applied", "wait");
    }
    return answer.build();
  }
}
