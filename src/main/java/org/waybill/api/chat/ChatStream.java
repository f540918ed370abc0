package org.waybill.api.chat;

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
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import org.waybill.api.LastEventId;
import org.waybill.security.Caller;
import org.waybill.streaming.EventStreams;
import org.waybill.streaming.Topic;

/** The events of a chat's tasks as they happen, as server-sent events. */
@Path("/")
@ApplicationScoped
public class ChatStream {

  @Inject private EventStreams streams;

  /** Of a chat that has nothing yet as well: its page may be open before the first question. */
  @GET
  @Path("/chats/{chatId}/events")
  @Produces(EventStreams.PRODUCES)
  public void follow(
      @Suspended AsyncResponse answer,
      @Context HttpServletRequest request,
      @Context SecurityContext security,
      @Context HttpHeaders headers,
      @PathParam("chatId") String chatId,
      @QueryParam("after") String after)
      throws IOException {
    Topic topic = new Topic.OfChat(chatId);
    streams.follow(answer, request, Caller.of(security), topic, LastEventId.timeOf(headers, after));
  }
}
