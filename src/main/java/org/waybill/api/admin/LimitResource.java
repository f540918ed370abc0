package org.waybill.api.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
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
import java.util.List;
import org.waybill.api.Page;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.dispatch.Dispatcher;
import org.waybill.dispatch.LimitRegistry;
import org.waybill.dispatch.LimitRule;
import org.waybill.dispatch.LimitUsage;
import org.waybill.json.JsonObjectWriter;
import org.waybill.security.Caller;
import org.waybill.type.Queues;

/** {@code /api/limits}. */
@Path("/limits")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class LimitResource {

  @Inject private LimitRegistry limitRegistry;
  @Inject private Dispatcher dispatcher;
  @Inject private LimitUsage own;
  @Inject private Queues queues;

  @GET
  public String list(@Context SecurityContext security) {
    Caller caller = AdminAccess.operator(security);
    limitRegistry.refresh();
    List<LimitRule> seen =
        limitRegistry.list().stream()
            .filter(
                limitRule ->
                    AdminAccess.isAdmin(caller) || limitRule.tenant().equals(caller.tenant()))
            .toList();
    return Page.of(seen, RuleRequest::write);
  }

  /** What the caller may make, and how much of it is used; by himself and by his tenant. */
  @GET
  @Path("/me")
  public String mine(@Context SecurityContext security) {
    Caller caller = Caller.of(security);
    return Page.of(
        own.of(caller.tenant(), caller.userId()),
        (out, item) -> {
          JsonObjectWriter text =
              new JsonObjectWriter(out)
                  .text("name", item.name())
                  .text("queue", item.queue())
                  .text("scope", item.scope())
                  .number("limit", item.limit());
          if (item.used() != null) {
            text.number("used", item.used());
          }
          text.end();
        });
  }

  /** Sets a limit; here it counts at once, on other nodes within a second. */
  @PUT
  @Path("/{scope}/{name: .+}")
  @Consumes(MediaType.APPLICATION_JSON)
  public String put(
      @Context SecurityContext security,
      @PathParam("scope") String scope,
      @PathParam("name") String name,
      @QueryParam("tenant") String tenant,
      InputStream body) {
    RuleRequest.Target target = target(security, scope, name, tenant);
    LimitRule limitRule = RuleRequest.read(RequestBody.read(body), target);
    limitRegistry.put(limitRule);
    dispatcher.limitsChanged();
    StringBuilder out = new StringBuilder();
    RuleRequest.write(out, limitRule);
    return out.toString();
  }

  @DELETE
  @Path("/{scope}/{name: .+}")
  public Response remove(
      @Context SecurityContext security,
      @PathParam("scope") String scope,
      @PathParam("name") String name,
      @QueryParam("tenant") String tenant) {
    RuleRequest.Target target = target(security, scope, name, tenant);
    if (!limitRegistry.remove(target.scope(), target.tenant(), target.name())) {
      throw Problem.notFound("limit for " + scope + " " + name);
    }
    dispatcher.limitsChanged();
    return Response.noContent().build();
  }

  private RuleRequest.Target target(
      SecurityContext security, String scope, String name, String tenant) {
    Caller caller = AdminAccess.operator(security);
    RuleRequest.Target target =
        RuleRequest.target(scope, name, tenant(caller, scope, name, tenant), queues.names());
    boolean ofOwner =
        target.scope() == LimitRule.Scope.TENANT || target.scope() == LimitRule.Scope.USER;
    if (ofOwner && !name.equals(LimitRule.EACH)) {
      AdminAccess.checkName("name", name);
    }
    boolean shared =
        target.scope() == LimitRule.Scope.QUEUE || target.scope() == LimitRule.Scope.TENANT;
    if (shared && !AdminAccess.isAdmin(caller)) {
      throw AdminAccess.forbidden("Only administrators may set limits of queues and tenants.");
    }
    return target;
  }

  /** A user is one of a tenant: without one, of the caller's. */
  private static String tenant(Caller caller, String scope, String name, String asked) {
    boolean oneUser = scope.equals("user") && !name.equals(LimitRule.EACH);
    if (oneUser && LimitRule.EACH.equals(asked)) {
      throw RequestBody.wrong("tenant", "is '*'", "the tenant of user " + name);
    }
    return asked == null && oneUser ? caller.tenant() : AdminAccess.tenant(caller, asked);
  }
}
