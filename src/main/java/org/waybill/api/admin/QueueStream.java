package org.waybill.api.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import org.waybill.api.LastEventId;
import org.waybill.api.Problem;
import org.waybill.security.Caller;
import org.waybill.streaming.EventStreams;
import org.waybill.streaming.Topic;
import org.waybill.type.Queues;

/** The events of a queue's tasks as they happen, as server-sent events. */
@Path("/queues")
@ApplicationScoped
public class QueueStream {

  @Inject private EventStreams streams;
  @Inject private Queues queues;

  @GET
  @Path("/{name}/events")
  @Produces(EventStreams.PRODUCES)
  public void follow(
      @Suspended AsyncResponse answer,
      @Context HttpServletRequest request,
      @Context SecurityContext security,
      @Context HttpHeaders headers,
      @PathParam("name") String name)
      throws IOException {
    Caller caller = AdminAccess.operator(security);
    if (!queues.isKnown(name)) {
      throw Problem.notFound("queue " + name);
    }
    Topic topic = new Topic.OfQueue(name);
    streams.follow(answer, request, caller, topic, LastEventId.timeOf(headers));
  }
}
