package org.waybill.api.jms;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.waybill.api.Page;
import org.waybill.api.Problem;
import org.waybill.json.JsonObjectWriter;
import org.waybill.messaging.InvalidMessage;
import org.waybill.messaging.InvalidMessages;
import org.waybill.security.Caller;

/** {@code /api/invalid-messages}, for operators: what came by JMS and was no task. */
@Path("/invalid-messages")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class InvalidMessageResource {

  private static final int USUAL_PAGE = 50;

  @Inject private InvalidMessages messages;

  @Context private SecurityContext security;

  @GET
  public String list(@QueryParam("limit") Integer asked, @QueryParam("cursor") String cursor) {
    int limit = Page.limit(asked, USUAL_PAGE);
    return Page.of(
        messages.list(operator().tenant(), Page.cursor(cursor), limit + 1),
        limit,
        InvalidMessage::id,
        InvalidMessageResource::write);
  }

  /** Forgets one. */
  @DELETE
  @Path("/{id}")
  public Response delete(@PathParam("id") String id) {
    Caller operator = operator();
    try {
      if (messages.delete(operator.tenant(), UUID.fromString(id))) {
        return Response.noContent().build();
      }
    } catch (IllegalArgumentException e) {
      throw Problem.notFound("invalid message " + id);
    }
    throw Problem.notFound("invalid message " + id);
  }

  /** Forgets all; answers how many. */
  @DELETE
  public String deleteAll() {
    return "{\"deleted\":" + messages.deleteAll(operator().tenant()) + "}";
  }

  private Caller operator() {
    Caller caller = Caller.of(security);
    if (!caller.isOperator()) {
      throw new Problem(403, "Forbidden", "Only operators see invalid messages.", null);
    }
    return caller;
  }

  private static void write(StringBuilder out, InvalidMessage message) {
    JsonObjectWriter text =
        new JsonObjectWriter(out)
            .text("id", message.id())
            .text("queue", message.source())
            .text("reason", message.reason())
            .time("receivedAt", message.receivedAt())
            .json("headers", message.headers())
            .number("bodyBytes", message.bodyBytes());
    byte[] body = message.body();
    if (body != null) {
      Optional<String> readable = text(body, body.length < message.bodyBytes());
      text.flag("truncated", body.length < message.bodyBytes())
          .text("body", readable.orElse(null))
          .text(
              "bodyBase64", readable.isPresent() ? null : Base64.getEncoder().encodeToString(body));
    }
    text.end();
  }

  /** Empty if it is not UTF-8; one that was cut may end within a character. */
  private static Optional<String> text(byte[] body, boolean cut) {
    CharBuffer text = CharBuffer.allocate(body.length);
    var result = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body), text, !cut);
    return result.isError() ? Optional.empty() : Optional.of(text.flip().toString());
  }
}
