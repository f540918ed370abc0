package org.waybill.api.tools;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.waybill.api.Page;
import org.waybill.api.Problem;
import org.waybill.mcp.McpServers;
import org.waybill.security.Caller;

/** {@code /api/mcp-servers}: the configured servers, as this node sees them; for administrators. */
@Path("/mcp-servers")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class McpServersResource {

  @Inject private McpServers servers;

  @GET
  public String list(@Context SecurityContext security) {
    if (!Caller.of(security).isAdmin()) {
      throw new Problem(403, "Forbidden", "Only administrators may see MCP servers.", null);
    }
    return Page.of(servers.states(), StringBuilder::append);
  }
}
