package org.waybill.api.a2a;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;

/** {@code /.well-known/agent-card.json}: public and cacheable. */
@Path(".well-known")
@ApplicationScoped
public class AgentCardResource {

  private static final int SECONDS_KEPT = 300;

  @Inject private AgentCard agentCard;
  @Inject private PublicBaseUrl base;

  @GET
  @Path("agent-card.json")
  @Produces(MediaType.APPLICATION_JSON)
  public Response card(@Context Request request, @Context UriInfo uri) {
    return cached(agentCard.open(base.of(uri)).toString(), request);
  }

  private static Response cached(String text, Request request) {
    byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    EntityTag tag = new EntityTag(UUID.nameUUIDFromBytes(bytes).toString());
    Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
    Response.ResponseBuilder answer = unchanged == null ? Response.ok(text) : unchanged;
    CacheControl control = new CacheControl();
    control.setMaxAge(SECONDS_KEPT);
    return answer.tag(tag).cacheControl(control).build();
  }
}
