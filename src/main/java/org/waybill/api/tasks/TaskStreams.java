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
import org.waybill.api.LastEventId;
import org.waybill.api.TaskAccess;
import org.waybill.security.Caller;
import org.waybill.streaming.EventRenderer;
import org.waybill.streaming.EventStreams;
import org.waybill.streaming.Topic;
import org.waybill.task.EventHistory;
import org.waybill.task.TaskRef;
import org.waybill.task.TaskSummary;

/** Tasks' events as they happen, as server-sent events. */
@Path("/tasks")
@ApplicationScoped
public class TaskStreams {

  @Inject private TaskAccess own;
  @Inject private EventHistory eventHistory;
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
    TaskSummary task = own.summary(id, caller);
    int seen = LastEventId.of(headers, after);
    if (task.status().isFinal() && eventHistory.after(TaskRef.of(task), seen, 1).isEmpty()) {
      // Tells a client that comes back after the end not to come again.
      answer.resume(Response.noContent().build());
      return;
    }
    streams.follow(answer, request, caller, TaskRef.of(task), seen, EventRenderer.ofTask(), null);
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
    streams.follow(answer, request, caller, mine, LastEventId.timeOf(headers));
  }
}
