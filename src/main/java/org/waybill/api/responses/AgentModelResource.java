package org.waybill.api.responses;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.waybill.agent.definition.Agents;
import org.waybill.json.Json;
import org.waybill.security.Caller;

/** {@code /v1/models}: the agents. */
@Path("v1/models")
@ApplicationScoped
public class AgentModelResource {

  @Inject private Agents agents;

  @GET
  public Response list(@Context SecurityContext security) {
    JsonArrayBuilder data = Json.array();
    agents.all(Caller.of(security).tenant()).forEach(each -> data.add(model(each)));
    return json(Json.object().add("object", "list").add("data", data).build());
  }

  @GET
  @Path("{id}")
  public Response get(@Context SecurityContext security, @PathParam("id") String id) {
    return agents.all(Caller.of(security).tenant()).stream()
        .filter(each -> each.definition().name().equals(id))
        .findFirst()
        .map(each -> json(model(each)))
        .orElseThrow(() -> ResponseProblem.unknownModel(id));
  }

  /** What files bring has no time of its own. */
  private static JsonObject model(Agents.Current agent) {
    long created = agent.row() == null ? 0 : agent.row().changedAt().getEpochSecond();
    return Json.object()
        .add("id", agent.definition().name())
        .add("object", "model")
        .add("created", created)
        .add("owned_by", "waybill")
        .build();
  }

  private static Response json(JsonObject json) {
    return Response.ok(json.toString(), MediaType.APPLICATION_JSON_TYPE).build();
  }
}
