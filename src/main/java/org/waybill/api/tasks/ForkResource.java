package org.waybill.api.tasks;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.waybill.api.CompletionWaiters;
import org.waybill.api.IdempotentCalls;
import org.waybill.api.Page;
import org.waybill.api.PrivilegedInput;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.api.TaskAccess;
import org.waybill.dispatch.TaskFork;
import org.waybill.json.JsonObjectWriter;
import org.waybill.security.Caller;
import org.waybill.task.Branches;
import org.waybill.task.StoredSteps;
import org.waybill.task.StoredSteps.StoredStep;
import org.waybill.task.Task;
import org.waybill.task.TaskCommands;
import org.waybill.task.TaskConstraints.UniquenessKey;
import org.waybill.task.TaskStatus;
import org.waybill.task.TaskSummary;
import org.waybill.type.TaskTypes;

/** {@code /api/tasks/{id}/steps} and {@code /api/tasks/{id}/fork}. */
@Path("/tasks")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class ForkResource {

  private static final int LONGEST_NAME = 20;
  private static final Duration TO_STOP = Duration.ofSeconds(20);

  @Inject private TaskAccess own;
  @Inject private StoredSteps storedSteps;
  @Inject private Branches branches;
  @Inject private TaskFork taskFork;
  @Inject private TaskCommands taskCommands;
  @Inject private TaskTypes types;
  @Inject private CompletionWaiters completionWaiters;
  @Inject private IdempotentCalls repeated;

  /** What a task has done so far, oldest first. */
  @GET
  @Path("/{id}/steps")
  public String steps(@Context SecurityContext security, @PathParam("id") String id) {
    TaskSummary task = own.summary(id, Caller.of(security));
    return Page.of(storedSteps.of(task.id()), ForkResource::write);
  }

  private static void write(StringBuilder out, StoredStep step) {
    new JsonObjectWriter(out)
        .number("number", step.number())
        .text("kind", step.kind())
        .text("name", step.name())
        .number("attempt", step.attempt())
        .time("at", step.at())
        .end();
  }

  /** Goes back to a step: 202 with the new task, which has the results of the steps before it. */
  @POST
  @Path("/{id}/fork")
  @Consumes(MediaType.APPLICATION_JSON)
  public CompletionStage<Response> fork(
      @Context SecurityContext security,
      @Context HttpHeaders headers,
      @PathParam("id") String id,
      InputStream json) {
    Caller caller = Caller.of(security);
    RequestBody body = RequestBody.read(json);
    Optional<UniquenessKey> key =
        repeated.keyOf(headers, caller.userId(), "POST /api/tasks/" + id + "/fork", body.json());
    Optional<Task> before = repeated.before(caller.tenant(), key);
    if (before.isPresent()) {
      return CompletableFuture.completedFuture(again(before.get().id()));
    }
    TaskSummary task = own.summary(id, caller);
    boolean interrupts = interrupts(body);
    JsonValue input = input(task, body, caller);
    StoredStep from = step(body, storedSteps.of(task.id()));
    return stopped(task, interrupts)
        .thenCompose(
            ended -> {
              if (!ended) {
                throw Problem.conflict("Task " + id + " is still being stopped; try again.");
              }
              return fork(task, from, input, key);
            });
  }

  private CompletionStage<Response> fork(
      TaskSummary task, StoredStep from, JsonValue input, Optional<UniquenessKey> key) {
    storedSteps
        .inDoubtBefore(task.id(), from)
        .ifPresent(
            effect -> {
              throw Problem.conflict(
                  "step_in_doubt", "Nobody knows whether '" + effect + "' was done.");
            });
    return taskFork
        .fork(task, from, input, key)
        .orElseThrow(() -> Problem.notFound("task " + task.id()))
        .thenApply(
            receipt ->
                receipt.existing() == null
                    ? answer(receipt.task().id(), receipt.task().terms().branch().id()).build()
                    : again(repeated.find(receipt).id()));
  }

  private Response again(UUID task) {
    UUID branch = branches.ofTask(task).map(Branches.Branch::id).orElse(null);
    return answer(task, branch).header(IdempotentCalls.EXISTING, "true").build();
  }

  private static Response.ResponseBuilder answer(UUID task, UUID branch) {
    StringBuilder body =
        new JsonObjectWriter(new StringBuilder())
            .text("taskId", task)
            .text("branchId", branch)
            .end();
    return Response.accepted(body.toString()).location(URI.create("/api/tasks/" + task));
  }

  /**
   * Completes with whether the task has ended, so that no more of its steps are done. A question
   * that it asks is void then.
   */
  private CompletionStage<Boolean> stopped(TaskSummary task, boolean interrupts) {
    if (task.status().isFinal()) {
      return CompletableFuture.completedFuture(true);
    }
    if (task.status() != TaskStatus.INPUT_REQUIRED && !interrupts) {
      throw Problem.conflict(
          "Task %s has status %s; allowed: wait for its end, or send whenBusy 'interrupt'."
              .formatted(task.id(), task.status().label()));
    }
    CompletionWaiters.Waiter waiter = completionWaiters.expect(task.id(), TO_STOP);
    if (taskCommands.cancel(task.id()) == TaskCommands.Cancelled.REQUESTED) {
      return waiter.outcome();
    }
    waiter.leave();
    return CompletableFuture.completedFuture(true);
  }

  private static boolean interrupts(RequestBody body) {
    String policy = body.text("whenBusy", LONGEST_NAME);
    if (policy != null && !policy.equals("interrupt") && !policy.equals("reject")) {
      throw RequestBody.wrong("whenBusy", "is '" + policy + "'", "reject, interrupt");
    }
    return "interrupt".equals(policy);
  }

  /**
   * By its number, or its name.
   *
   * @throws Problem 409 if children were submitted before it: they belong to the old task
   */
  private static StoredStep step(RequestBody body, List<StoredStep> steps) {
    JsonValue given = body.value("fromStep");
    StoredStep found =
        steps.stream()
            .filter(step -> isNamed(step, given))
            .findFirst()
            .orElseThrow(
                () ->
                    RequestBody.wrong(
                        "fromStep",
                        given == null ? "is missing" : "is no step of this task",
                        steps.isEmpty()
                            ? "nothing, the task has no steps"
                            : StoredSteps.names(steps)));
    steps.stream()
        .filter(step -> step.kind().equals(StoredSteps.CHILD) && step.at().isBefore(found.at()))
        .findFirst()
        .ifPresent(
            child -> {
              throw Problem.conflict(
                  "Child '%s' was submitted before step %d; allowed: at most step %d."
                      .formatted(child.name(), found.number(), child.number()));
            });
    return found;
  }

  private static boolean isNamed(StoredStep step, JsonValue given) {
    return given instanceof JsonNumber number && number.doubleValue() == step.number()
        || given instanceof JsonString name && name.getString().equals(step.name());
  }

  private JsonValue input(TaskSummary task, RequestBody body, Caller caller) {
    JsonValue input = body.value("input");
    if (types.find(task.type()).filter(type -> !type.submittable()).isPresent()) {
      // Whose tasks it may touch stands in its input.
      throw Problem.conflict("Tasks of type " + task.type() + " cannot be forked.");
    }
    PrivilegedInput.check(task.type(), input, caller);
    return input;
  }
}
