package org.waybill.api.tasks;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import org.waybill.api.LastEvent;
import org.waybill.api.OwnTasks;
import org.waybill.progress.EventStreams;
import org.waybill.progress.Topic;
import org.waybill.progress.Wording;
import org.waybill.security.Caller;
import org.waybill.task.History;
import org.waybill.task.Task;
import org.waybill.task.TaskKey;

/** Tasks' events as they happen, as server-sent events. */
@Path("/tasks")
@ApplicationScoped
public class TaskStreams {

  @Inject private OwnTasks own;
  @Inject private History history;
  @Inject private EventStreams streams;

  /** One task's, from its beginning or where the caller left off, to its end. */
  @GET
  @Path("/{id}/events")
  @Produces(EventStreams.PRODUCES)
  public void ofTask(
      @Suspended AsyncResponse answer,
      @Context HttpServletRequest request,
      @Context SecurityContext security,
      @Context HttpHeaders headers,
      @PathParam("id") String id,
      @QueryParam("after") Integer after)
      throws IOException {
    Caller caller = Caller.of(security);
    Task task = own.find(id, caller);
    int seen = LastEvent.of(headers, after);
    if (task.status().isFinal() && history.after(TaskKey.of(task), seen, 1).isEmpty()) {
      // Tells a client that comes back after the end not to come again.
      answer.resume(Response.noContent().build());
      return;
    }
    streams.follow(answer, request, caller, TaskKey.of(task), seen, Wording.ofTask(), null);
  }

  /** Those of all of the caller's tasks, from now on or where the caller left off. */
  @GET
  @Path("/events")
  @Produces(EventStreams.PRODUCES)
  public void ofCaller(
      @Suspended AsyncResponse answer,
      @Context HttpServletRequest request,
      @Context SecurityContext security,
      @Context HttpHeaders headers)
      throws IOException {
    Caller caller = Caller.of(security);
    Topic mine = new Topic.OfUser(caller.tenant(), caller.userId());
    streams.follow(answer, request, caller, mine, LastEvent.timeOf(headers));
  }
}
