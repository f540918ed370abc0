package org.waybill.api.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
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
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.dispatch.Dispatcher;
import org.waybill.dispatch.LimitRegistry;
import org.waybill.dispatch.LimitRule;
import org.waybill.dispatch.QueueConfiguration;
import org.waybill.json.JsonObjectWriter;
import org.waybill.security.Caller;
import org.waybill.type.Queues;

/** {@code /api/queues}. */
@Path("/queues")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class QueueResource {

  @Inject private QueueJson json;
  @Inject private LimitRegistry limitRegistry;
  @Inject private Dispatcher dispatcher;
  @Inject private QueueConfiguration queueConfiguration;
  @Inject private Queues queues;

  @GET
  public String list(@Context SecurityContext security) {
    return json.list(AdminAccess.operator(security));
  }

  @GET
  @Path("/{name}")
  public Response get(@Context SecurityContext security, @PathParam("name") String name) {
    Caller caller = AdminAccess.operator(security);
    return one(known(name), caller);
  }

  /** Sets what counts for a queue; here at once, on other nodes within a second. */
  @PUT
  @Path("/{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response put(
      @Context SecurityContext security,
      @PathParam("name") String name,
      @HeaderParam("If-Match") String ifMatch,
      InputStream body) {
    Caller caller = AdminAccess.administrator(security, "queues");
    QueueRequest request = QueueRequest.read(RequestBody.read(body), known(name));
    if (!queueConfiguration.put(
        request.settings(),
        request.concurrency(),
        request.waiting(),
        SettingsVersion.seen(ifMatch),
        caller.userId())) {
      throw SettingsVersion.changedMeanwhile("Queue " + name);
    }
    dispatcher.limitsChanged();
    return one(name, caller);
  }

  private Response one(String name, Caller caller) {
    return SettingsVersion.tagged(json.one(name, caller), queues.row(name).version());
  }

  /** Nothing of it starts from now on; what runs, goes on. */
  @POST
  @Path("/{name}/pause")
  public String pause(
      @Context SecurityContext security,
      @PathParam("name") String name,
      @QueryParam("tenant") String tenant) {
    Caller caller = AdminAccess.operator(security);
    String queue = queue(name);
    String whose = AdminAccess.tenant(caller, tenant);
    limitRegistry.pause(queue, whose, caller.userId());
    dispatcher.limitsChanged();
    return answer(queue, whose, true);
  }

  @POST
  @Path("/{name}/resume")
  public String resume(
      @Context SecurityContext security,
      @PathParam("name") String name,
      @QueryParam("tenant") String tenant) {
    Caller caller = AdminAccess.operator(security);
    String queue = queue(name);
    String whose = AdminAccess.tenant(caller, tenant);
    limitRegistry.resume(queue, whose);
    dispatcher.limitsChanged();
    return answer(queue, whose, false);
  }

  private String queue(String name) {
    return name.equals(LimitRule.EACH) ? name : known(name);
  }

  private String known(String name) {
    if (!queues.isKnown(name)) {
      throw Problem.notFound("queue " + name);
    }
    return name;
  }

  private static String answer(String queue, String tenant, boolean paused) {
    return new JsonObjectWriter(new StringBuilder())
        .text("queue", queue)
        .text("tenant", tenant)
        .flag("paused", paused)
        .end()
        .toString();
  }
}
