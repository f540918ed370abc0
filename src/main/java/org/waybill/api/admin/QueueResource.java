package org.waybill.api.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.waybill.api.Problem;
import org.waybill.config.TaskQueue;
import org.waybill.json.ObjectText;
import org.waybill.release.Limits;
import org.waybill.release.Releaser;
import org.waybill.release.Rule;
import org.waybill.security.Caller;

/** {@code /api/queues}. */
@Path("/queues")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class QueueResource {

  @Inject private QueueJson json;
  @Inject private Limits limits;
  @Inject private Releaser releaser;

  @GET
  public String list(@Context SecurityContext security) {
    return json.list(Deciders.operator(security));
  }

  /** Nothing of it starts from now on; what runs, goes on. */
  @POST
  @Path("/{name}/pause")
  public String pause(
      @Context SecurityContext security,
      @PathParam("name") String name,
      @QueryParam("tenant") String tenant) {
    Caller caller = Deciders.operator(security);
    String queue = queue(name);
    String whose = Deciders.tenant(caller, tenant);
    limits.pause(queue, whose, caller.userId());
    releaser.limitsChanged();
    return answer(queue, whose, true);
  }

  @POST
  @Path("/{name}/resume")
  public String resume(
      @Context SecurityContext security,
      @PathParam("name") String name,
      @QueryParam("tenant") String tenant) {
    Caller caller = Deciders.operator(security);
    String queue = queue(name);
    String whose = Deciders.tenant(caller, tenant);
    limits.resume(queue, whose);
    releaser.limitsChanged();
    return answer(queue, whose, false);
  }

  static String queue(String name) {
    if (!name.equals(Rule.EACH) && TaskQueue.ofLabel(name).isEmpty()) {
      throw Problem.notFound("queue " + name);
    }
    return name;
  }

  private static String answer(String queue, String tenant, boolean paused) {
    return new ObjectText(new StringBuilder())
        .text("queue", queue)
        .text("tenant", tenant)
        .flag("paused", paused)
        .end()
        .toString();
  }
}
