package org.waybill.api.a2a;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Optional;
import java.util.UUID;
import org.waybill.a2a.Callbacks;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;

/**
 * {@code POST /a2a/callbacks/{id}}: another agent says that a task delegated to it has changed. The
 * token of the callback stands for the caller; what the body says is not believed.
 */
@Path("a2a/callbacks/{id}")
@ApplicationScoped
public class AgentCallbackResource {

  private static final String TOKEN = "X-A2A-Notification-Token";
  private static final int UUID_LENGTH = 36;

  @Inject private Callbacks callbacks;

  @POST
  public Response call(
      @PathParam("id") String id, @HeaderParam(TOKEN) String token, InputStream body) {
    UUID known =
        uuid(id)
            .filter(each -> callbacks.isKnown(each, token))
            .orElseThrow(() -> Problem.notFound("callback with this id and token"));
    RequestBody.read(body);
    callbacks.call(known);
    return Response.noContent().build();
  }

  private static Optional<UUID> uuid(String text) {
    try {
      return text.length() == UUID_LENGTH ? Optional.of(UUID.fromString(text)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
