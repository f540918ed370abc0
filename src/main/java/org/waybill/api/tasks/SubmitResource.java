package org.waybill.api.tasks;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
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
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.waybill.api.Prefer;
import org.waybill.api.Problem;
import org.waybill.api.RepeatedCalls;
import org.waybill.api.RequestBody;
import org.waybill.api.TaskJson;
import org.waybill.api.Waiters;
import org.waybill.release.Intake;
import org.waybill.security.Caller;
import org.waybill.task.Accepted;
import org.waybill.task.NewTask;
import org.waybill.task.Task;
import org.waybill.task.Tasks;
import org.waybill.task.Terms.Once;

/** {@code POST /api/tasks}: hands over one task. */
@Path("/tasks")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class SubmitResource {

  @Inject private TaskRequest requests;
  @Inject private Dependencies dependencies;
  @Inject private RepeatedCalls repeated;
  @Inject private Intake intake;
  @Inject private Waiters waiters;
  @Inject private Tasks tasks;
  @Inject private TaskJson json;

  @Resource(lookup = "java:app/concurrent/core")
  private ManagedExecutorService executor;

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
    Optional<Once> key = repeated.keyOf(headers, caller.userId(), "POST /api/tasks", body.json());
    Optional<Task> before = repeated.before(caller.tenant(), key);
    if (before.isPresent()) {
      return existing(before.get(), wait);
    }
    Wanted wanted = requests.read(body, caller);
    key.ifPresent(wanted.builder()::once);
    dependencies.tie(List.of(wanted), Map.of(), caller);
    return wait.isZero() ? submit(wanted.build()) : submit(wanted.build(), wait);
  }

  private CompletionStage<Response> submit(NewTask task) {
    return intake
        .accept(task)
        .thenApply(
            accepted ->
                accepted.existing() == null
                    ? answer(Task.of(accepted), false, Duration.ZERO)
                    : answer(repeated.find(accepted), true, Duration.ZERO));
  }

  private CompletionStage<Response> submit(NewTask task, Duration wait) {
    // Before it is stored: it may end before the answer to the INSERT is read.
    Waiters.Waiter waiter = waiters.expect(task.id(), wait);
    CompletionStage<Accepted> accepted;
    try {
      accepted = intake.accept(task);
    } catch (RuntimeException e) {
      waiter.leave();
      throw e;
    }
    return accepted
        .whenComplete(
            (receipt, failure) -> {
              if (failure != null || receipt.existing() != null) {
                waiter.leave();
              }
            })
        .thenCompose(
            receipt ->
                receipt.existing() == null
                    ? ending(task.id(), waiter, false, wait)
                    : existing(repeated.find(receipt), wait));
  }

  private CompletionStage<Response> existing(Task task, Duration wait) {
    if (wait.isZero() || task.status().isFinal()) {
      return CompletableFuture.completedFuture(answer(task, true, wait));
    }
    // If it ended between the two, the next look finds it.
    return ending(task.id(), waiters.expect(task.id(), wait), true, wait);
  }

  private CompletionStage<Response> ending(
      UUID id, Waiters.Waiter waiter, boolean existing, Duration wait) {
    return waiter
        .outcome()
        .thenApplyAsync(
            ended ->
                tasks
                    .find(id)
                    .map(task -> answer(task, existing, wait))
                    .orElseThrow(() -> Problem.notFound("task " + id)),
            executor);
  }

  private Response answer(Task task, boolean existing, Duration wait) {
    boolean waited = !wait.isZero();
    Response.ResponseBuilder answer =
        waited && task.status().isFinal() ? Response.ok() : Response.accepted();
    answer.entity(json.text(task)).header(HttpHeaders.LOCATION, "/api/tasks/" + task.id());
    if (existing) {
      answer.header(RepeatedCalls.EXISTING, "true");
    }
    if (waited) {
      answer.header("Preference-Applied", "wait");
    }
    return answer.build();
  }
}
