package org.waybill.api.agents;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import org.waybill.agent.definition.AgentDefinition;
import org.waybill.agent.definition.Agents;
import org.waybill.api.Page;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.security.Caller;

/** {@code /api/agents}: for everybody to see, for operators to change for their tenant. */
@Path("/agents")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class AgentResource {

  @Inject private Agents agents;
  @Inject private AgentRequest requests;
  @Inject private AgentWriter writer;

  @GET
  public String list(@Context SecurityContext security) {
    String tenant = Caller.of(security).tenant();
    return Page.of(agents.all(tenant), writer::write);
  }

  /** The current version, or the one that is asked for. */
  @GET
  @Path("/{name}")
  public String get(
      @Context SecurityContext security,
      @PathParam("name") String name,
      @QueryParam("version") Integer version) {
    String tenant = Caller.of(security).tenant();
    AgentDefinition agent =
        (version == null ? agents.find(tenant, name) : agents.version(tenant, name, version))
            .orElseThrow(() -> Problem.notFound("agent " + name));
    return writer.text(tenant, agent);
  }

  /**
   * Stores a new version, which counts at once on all nodes; with {@code share} it is tried by so
   * many of a hundred new chats. Chats stay on the version that they began with.
   */
  @PUT
  @Path("/{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  public String put(
      @Context SecurityContext security,
      @PathParam("name") String name,
      @QueryParam("share") Integer share,
      InputStream body) {
    Caller caller = operator(security);
    AgentDefinition given = requests.read(name, body);
    checkRoom(caller.tenant(), name);
    checkShare(caller.tenant(), name, share);
    int version = agents.put(caller.tenant(), given, caller.userId(), share);
    return writer.text(
        caller.tenant(), agents.version(caller.tenant(), name, version).orElseThrow());
  }

  private void checkRoom(String tenant, String name) {
    if (agents.row(tenant, name).isEmpty() && agents.own(tenant) >= Agents.MOST) {
      throw Problem.conflict(
          "The tenant has %d agents of its own; allowed: %d"
              .formatted(agents.own(tenant), Agents.MOST));
    }
    if (agents.versions(tenant, name).size() >= Agents.MOST_VERSIONS) {
      throw Problem.conflict(
          "Agent %s has %d versions, which is the most; delete it to begin anew"
              .formatted(name, Agents.MOST_VERSIONS));
    }
  }

  private void checkShare(String tenant, String name, Integer share) {
    if (share != null && (share < 1 || share > 100)) {
      throw RequestBody.wrong("share", "is " + share, "1 to 100, the percentage of new chats");
    }
    if (share != null && agents.find(tenant, name).isEmpty()) {
      throw RequestBody.wrong(
          "share", "is for agents that there are", "none for the first version");
    }
  }

  /** The tenant's own versions go; what a file brings under this name counts again. */
  @DELETE
  @Path("/{name}")
  public Response delete(@Context SecurityContext security, @PathParam("name") String name) {
    if (!agents.delete(operator(security).tenant(), name)) {
      throw Problem.notFound("agent " + name + " of the tenant's own");
    }
    return Response.noContent().build();
  }

  /** Makes the version that is tried the current one. */
  @POST
  @Path("/{name}/promote")
  public String promote(@Context SecurityContext security, @PathParam("name") String name) {
    String tenant = operator(security).tenant();
    find(tenant, name);
    if (!agents.promote(tenant, name)) {
      throw Problem.conflict("Agent " + name + " has no version that is tried.");
    }
    return writer.text(tenant, find(tenant, name));
  }

  /** Stops trying a version; where none is tried, returns to the version before. */
  @POST
  @Path("/{name}/rollback")
  public String rollBack(@Context SecurityContext security, @PathParam("name") String name) {
    String tenant = operator(security).tenant();
    find(tenant, name);
    if (!agents.rollBack(tenant, name)) {
      throw Problem.conflict("Agent " + name + " has no version before the current one.");
    }
    return writer.text(tenant, find(tenant, name));
  }

  private AgentDefinition find(String tenant, String name) {
    return agents.find(tenant, name).orElseThrow(() -> Problem.notFound("agent " + name));
  }

  private static Caller operator(SecurityContext security) {
    Caller caller = Caller.of(security);
    if (!caller.isOperator()) {
      throw Problem.forbidden("operator_right_missing", "Only operators may change agents.");
    }
    return caller;
  }
}
