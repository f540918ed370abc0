package org.waybill.api.tools;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.waybill.a2a.RemoteAgents;
import org.waybill.api.Page;
import org.waybill.api.Problem;
import org.waybill.security.Caller;

/**
 * {@code /api/remote-agents}: the configured agents, as this node sees them; for administrators.
 */
@Path("/remote-agents")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class RemoteAgentsResource {

  @Inject private RemoteAgents agents;

  @GET
  public String list(@Context SecurityContext security) {
    requireAdmin(security);
    return Page.of(agents.states(), StringBuilder::append);
  }

  @GET
  @Path("{name}")
  public String get(@PathParam("name") String name, @Context SecurityContext security) {
    requireAdmin(security);
    return agents.state(name).orElseThrow(() -> Problem.notFound("agent " + name)).toString();
  }

  private static void requireAdmin(SecurityContext security) {
    if (!Caller.of(security).isAdmin()) {
      throw new Problem(403, "Forbidden", "Only administrators may see remote agents.", null);
    }
  }
}
