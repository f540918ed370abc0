package org.waybill.api.mcp;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import org.waybill.api.TaskAccess;
import org.waybill.config.McpSettings;
import org.waybill.config.Settings;
import org.waybill.security.AnonymousAccess;
import org.waybill.security.Caller;
import org.waybill.task.Task;

/** {@code /mcp}: the streamable HTTP transport of the Model Context Protocol. */
@Path("mcp")
@ApplicationScoped
public class McpResource {

  private static final String NO_SESSION =
      "There is no session and no stream without a request; allowed: POST, and GET with "
          + EventId.HEADER;

  private static final Set<String> WAITING = Set.of("tools/call", "tasks/result");

  @Inject private McpMethods methods;
  @Inject private McpStreams streams;
  @Inject private AnonymousAccess access;
  @Inject private TaskAccess own;
  @Inject private Settings settings;

  /** The exchange of a request. */
  private record Exchange(AsyncResponse answer, HttpServletRequest request, McpHeaders headers) {}

  @POST
  public void call(
      @Suspended AsyncResponse answer,
      @Context HttpServletRequest request,
      @Context SecurityContext security,
      @Context HttpHeaders headers,
      InputStream body) {
    Exchange exchange = new Exchange(answer, request, new McpHeaders(headers));
    McpAnswer form = new McpAnswer(null);
    try {
      checkOrigin(headers);
      exchange.headers().requireJson();
      JsonValue json = McpMessage.parse(body);
      form = new McpAnswer(McpMessage.idOf(json));
      McpMessage message = McpMessage.read(json);
      Revision revision = exchange.headers().revision(message);
      if (message.kind() == McpMessage.Kind.REQUEST) {
        run(new McpCall(message, revision, Caller.of(security)), exchange, form);
      } else {
        answer.resume(Response.accepted().build());
      }
    } catch (RuntimeException e) {
      answer.resume(form.of(e));
    }
  }

  /** Only the thread of the request can open a stream: it waits until the task is stored. */
  private void run(McpCall call, Exchange exchange, McpAnswer form) {
    boolean streamed = exchange.headers().acceptStream() && wantsStream(call);
    var reply = methods.run(call);
    if (streamed && reply.toCompletableFuture().join() instanceof McpReply.Follow follow) {
      stream(PendingCall.of(call, follow), follow, exchange);
      return;
    }
    reply.whenComplete(
        (ready, failure) -> {
          if (failure != null) {
            exchange.answer().resume(form.of(failure));
          } else if (ready instanceof McpReply.Follow follow) {
            streams.single(PendingCall.of(call, follow), follow, exchange.answer());
          } else {
            exchange.answer().resume(form.of(result(ready, call.revision())));
          }
        });
  }

  private static JsonObject result(McpReply ready, Revision revision) {
    return ServerText.complete(((McpReply.Now) ready).result(), revision);
  }

  /** A stream of the older revisions can be resumed; one of the newest only shows progress. */
  private static boolean wantsStream(McpCall call) {
    return WAITING.contains(call.message().method())
        && (!call.revision().isStateless() || call.progressToken() != null);
  }

  private void stream(PendingCall call, McpReply.Follow follow, Exchange exchange) {
    try {
      streams.stream(call, follow, exchange.answer(), exchange.request());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Goes on with a stream that was cut, from any node. */
  @GET
  public void resume(
      @Suspended AsyncResponse answer,
      @Context HttpServletRequest request,
      @Context SecurityContext security,
      @Context HttpHeaders headers) {
    McpAnswer form = new McpAnswer(null);
    try {
      checkOrigin(headers);
      String last = headers.getHeaderString(EventId.HEADER);
      if (last == null) {
        answer.resume(notAllowed(form));
        return;
      }
      EventId id = EventId.read(last);
      form = new McpAnswer(id.request());
      Caller caller = Caller.of(security);
      Task task = own.find(id.task(), caller);
      McpReply.Follow follow =
          new McpReply.Follow(
              task, id.seq(), settings.get(McpSettings.LONGEST_WAIT), id.onlyResult());
      Exchange exchange = new Exchange(answer, request, new McpHeaders(headers));
      stream(PendingCall.of(id, caller), follow, exchange);
    } catch (RuntimeException e) {
      answer.resume(form.of(e));
    }
  }

  @DELETE
  public Response end() {
    return notAllowed(new McpAnswer(null));
  }

  private static Response notAllowed(McpAnswer form) {
    return Response.fromResponse(form.of(McpProblem.rejected(405, NO_SESSION)))
        .header(HttpHeaders.ALLOW, "POST, GET")
        .build();
  }

  /** A page of somebody else must not call, though the browser may send a token along. */
  private void checkOrigin(HttpHeaders headers) {
    String origin = headers.getHeaderString("Origin");
    if (origin != null && !access.isTrusted(origin, headers.getHeaderString("Host"))) {
      throw McpProblem.rejected(
          403, "Origin is '" + origin + "'; allowed: those of WAYBILL_CORS_ORIGINS");
    }
  }
}
