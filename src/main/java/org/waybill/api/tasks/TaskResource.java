package org.waybill.api.tasks;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.util.List;
import org.waybill.api.AnswerParser;
import org.waybill.api.LastEventId;
import org.waybill.api.Page;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.api.TaskAccess;
import org.waybill.api.TaskJson;
import org.waybill.api.TaskPages;
import org.waybill.api.TaskQuery;
import org.waybill.owner.Owner;
import org.waybill.security.Caller;
import org.waybill.task.Children;
import org.waybill.task.EventHistory;
import org.waybill.task.Task;
import org.waybill.task.TaskCommands;
import org.waybill.task.TaskEvent;
import org.waybill.task.TaskFilter;
import org.waybill.task.TaskRef;
import org.waybill.task.TaskSummary;
import org.waybill.task.Tasks;

/** {@code /api/tasks}, except for submission. */
@Path("/tasks")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class TaskResource {

  private static final int MOST_EVENTS = 10_000;
  private static final int USUAL_PAGE = 50;

  @Inject private Tasks tasks;
  @Inject private TaskAccess own;
  @Inject private EventHistory eventHistory;
  @Inject private Children children;
  @Inject private TaskCommands taskCommands;
  @Inject private TaskJson json;
  @Inject private TaskPages pages;

  @GET
  public String list(@Context SecurityContext security, @BeanParam TaskQuery query) {
    TaskFilter filter = query.filter(Caller.of(security));
    int limit = Page.limit(query.limit(), USUAL_PAGE);
    return pages.of(tasks.list(filter, limit + 1), limit, query.include());
  }

  /** A user's own tasks; operators may ask for any user of their tenant. */
  @GET
  @Path("/user/{userId}")
  public String ofUser(
      @Context SecurityContext security,
      @PathParam("userId") String userId,
      @QueryParam("status") String status,
      @QueryParam("include") String include,
      @QueryParam("limit") Integer asked,
      @QueryParam("cursor") String cursor) {
    Caller caller = Caller.of(security);
    if (!caller.maySee(caller.tenant(), userId)) {
      throw Problem.notFound("user " + userId);
    }
    int limit = Page.limit(asked, USUAL_PAGE);
    TaskFilter filter =
        TaskFilter.of(new Owner(caller.tenant(), userId))
            .in(TaskQuery.statuses(status), Page.cursor(cursor));
    return pages.of(tasks.list(filter, limit + 1), limit, TaskPages.include(include));
  }

  @GET
  @Path("/{id}")
  public String get(@Context SecurityContext security, @PathParam("id") String id) {
    Task task = own.findToShow(id, Caller.of(security));
    return json.text(
        task, eventHistory.after(TaskRef.of(task), 0, MOST_EVENTS), children.count(task.id()));
  }

  @GET
  @Path("/{id}/events")
  public String events(
      @Context SecurityContext security,
      @Context HttpHeaders headers,
      @PathParam("id") String id,
      @QueryParam("after") Integer after) {
    TaskSummary task = own.summary(id, Caller.of(security));
    List<TaskEvent> events =
        eventHistory.after(TaskRef.of(task), LastEventId.of(headers, after), MOST_EVENTS);
    return Page.of(events, TaskJson::write);
  }

  /** Asks a task to stop. */
  @POST
  @Path("/{id}/cancel")
  public Response cancel(@Context SecurityContext security, @PathParam("id") String id) {
    TaskSummary task = own.summary(id, Caller.of(security));
    return switch (taskCommands.cancel(task.id())) {
      case ENDED, REQUESTED -> accepted(task, security);
      case TOO_LATE ->
          throw Problem.conflict(
              "The task has already ended with status "
                  + again(task, security).status().label()
                  + ".");
    };
  }

  /** Runs a failed or cancelled task again. */
  @POST
  @Path("/{id}/retry")
  public Response retry(@Context SecurityContext security, @PathParam("id") String id) {
    TaskSummary task = own.summary(id, Caller.of(security));
    if (!taskCommands.retry(task.id())) {
      throw Problem.conflict(
          "Only a failed or cancelled task can be retried; this one has status "
              + again(task, security).status().label()
              + ".");
    }
    return accepted(task, security);
  }

  /** Answers a task that asks: {@code {"input": …}}. */
  @POST
  @Path("/{id}/input")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response answer(
      @Context SecurityContext security, @PathParam("id") String id, InputStream body) {
    TaskSummary task = own.summary(id, Caller.of(security));
    JsonValue input = AnswerParser.read(RequestBody.read(body), task);
    if (!taskCommands.answer(task.id(), task.attempt(), input.toString())) {
      throw AnswerParser.notAsked(again(task, security));
    }
    return accepted(task, security);
  }

  /** Cancels a task that has not ended (202); deletes one that has (204). */
  @DELETE
  @Path("/{id}")
  public Response delete(@Context SecurityContext security, @PathParam("id") String id) {
    TaskSummary task = own.summary(id, Caller.of(security));
    if (taskCommands.delete(task.id())) {
      return Response.noContent().build();
    }
    if (taskCommands.cancel(task.id()) == TaskCommands.Cancelled.TOO_LATE) {
      // It ended between the two.
      taskCommands.delete(task.id());
      return Response.noContent().build();
    }
    return accepted(task, security);
  }

  private TaskSummary again(TaskSummary task, SecurityContext security) {
    return own.summary(task.id().toString(), Caller.of(security));
  }

  private Response accepted(TaskSummary task, SecurityContext security) {
    Task now = own.find(task.id().toString(), Caller.of(security));
    return Response.accepted(json.text(now)).build();
  }
}
