package org.waybill.api.deadletters;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.waybill.api.Page;
import org.waybill.api.PrivilegedInput;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.api.TaskAccess;
import org.waybill.api.TaskJson;
import org.waybill.api.TaskPages;
import org.waybill.api.TaskQuery;
import org.waybill.config.Settings;
import org.waybill.dispatch.DeadLetterReplay;
import org.waybill.dispatch.SubmissionService;
import org.waybill.security.Caller;
import org.waybill.task.BulkOperation;
import org.waybill.task.DeadLetters;
import org.waybill.task.Task;
import org.waybill.task.TaskFilter;
import org.waybill.task.TaskStatus;
import org.waybill.task.TaskSummary;
import org.waybill.type.TaskTypes;

/** {@code /api/dead-letters}. */
@Path("/dead-letters")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class DeadLetterResource {

  private static final int USUAL_PAGE = 50;

  private static final int CLEARED_AT_ONCE = 10_000;

  @Inject private TaskTypes types;
  @Inject private DeadLetters deadLetters;
  @Inject private DeadLetterReplay deadLetterReplay;
  @Inject private SubmissionService submissionService;
  @Inject private TaskAccess own;
  @Inject private TaskJson json;
  @Inject private TaskPages pages;
  @Inject private Settings settings;

  @GET
  public String list(@Context SecurityContext security, @BeanParam TaskQuery query) {
    TaskFilter filter = query.withoutStatus().filter(Caller.of(security));
    int limit = Page.limit(query.limit(), USUAL_PAGE);
    return pages.of(deadLetters.list(filter, limit + 1), limit, query.include());
  }

  /** Hands one over anew, with its own input or with {@code {"input": …}}. */
  @POST
  @Path("/{id}/replay")
  public Response replay(
      @Context SecurityContext security, @PathParam("id") String id, InputStream body) {
    Caller caller = Caller.of(security);
    TaskSummary dead = find(id, caller);
    UUID task =
        deadLetterReplay
            .replay(dead.id(), input(dead, body, caller))
            .orElseThrow(() -> Problem.notFound("dead letter " + id));
    return Response.accepted(json.text(own.find(task.toString(), caller)))
        .header("Location", "/api/tasks/" + task)
        .build();
  }

  /** Hands over anew all that match: a few at once (200), more by a bulk task (202). */
  @POST
  @Path("/replay")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response replayAll(@Context SecurityContext security, InputStream body) {
    Caller caller = Caller.of(security);
    RequestBody given = RequestBody.read(body);
    given.allowOnly(Set.of("filter", "all"), "body");
    TaskFilter filter =
        TaskQuery.of(given.nested("filter"))
            .withoutStatus()
            .selection(caller, given.flag("all", false));
    List<UUID> ids = deadLetters.ids(filter, DeadLetterReplay.AT_ONCE + 1);
    if (ids.size() > DeadLetterReplay.AT_ONCE) {
      return byTask(BulkOperation.Action.REPLAY, filter, caller);
    }
    int replayed = deadLetterReplay.replayAll(ids);
    return Response.ok("{\"matches\":%d,\"replayed\":%d}".formatted(ids.size(), replayed)).build();
  }

  /** Clears one: the task stays, and is no dead letter any more. */
  @DELETE
  @Path("/{id}")
  public Response clear(@Context SecurityContext security, @PathParam("id") String id) {
    deadLetters.dismiss(List.of(find(id, Caller.of(security)).id()));
    return Response.noContent().build();
  }

  /** Clears all that match: thousands at once (200), more by a bulk task (202). */
  @DELETE
  public Response clearAll(
      @Context SecurityContext security,
      @Context UriInfo uri,
      @BeanParam TaskQuery query,
      @QueryParam("all") boolean all) {
    Caller caller = Caller.of(security);
    for (String name : uri.getQueryParameters().keySet()) {
      if (!name.equals("all") && !TaskQuery.NAMES.contains(name)) {
        throw RequestBody.wrong(
            name, "is not a filter", String.join(", ", new TreeSet<>(TaskQuery.NAMES)));
      }
    }
    TaskFilter filter = query.withoutStatus().selection(caller, all);
    List<UUID> ids = deadLetters.ids(filter, CLEARED_AT_ONCE + 1);
    if (ids.size() > CLEARED_AT_ONCE) {
      return byTask(BulkOperation.Action.CLEAR, filter, caller);
    }
    int cleared = ids.isEmpty() ? 0 : deadLetters.dismiss(ids);
    return Response.ok("{\"matches\":%d,\"cleared\":%d}".formatted(ids.size(), cleared)).build();
  }

  private Response byTask(BulkOperation.Action action, TaskFilter filter, Caller caller) {
    Task task =
        Task.of(
            submissionService
                .acceptAll(
                    List.of(new BulkOperation(action, filter).toTask(caller.userId(), settings)))
                .get(0));
    return Response.accepted(json.text(task)).header("Location", "/api/tasks/" + task.id()).build();
  }

  private TaskSummary find(String id, Caller caller) {
    TaskSummary task = own.summary(id, caller);
    if (task.status() != TaskStatus.FAILED || task.dismissedAt() != null) {
      throw Problem.notFound("dead letter " + id);
    }
    return task;
  }

  /** JSON text of the input that was given, or null. */
  private String input(TaskSummary dead, InputStream body, Caller caller) {
    byte[] bytes;
    try {
      bytes = body == null ? new byte[0] : body.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (bytes.length == 0) {
      return null;
    }
    RequestBody given = RequestBody.read(new ByteArrayInputStream(bytes));
    given.allowOnly(Set.of("input"), "body");
    if (given.value("input") == null) {
      return null;
    }
    PrivilegedInput.check(dead.type(), given.value("input"), caller);
    if (types.find(dead.type()).filter(type -> !type.submittable()).isPresent()) {
      // Whose tasks it may touch stands in its input.
      throw RequestBody.wrong("input", "is not allowed here", "no input for type " + dead.type());
    }
    return given.value("input").toString();
  }
}
