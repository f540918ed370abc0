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
import org.waybill.json.ObjectText;
import org.waybill.release.Limits;
import org.waybill.release.OwnLimits;
import org.waybill.release.Releaser;
import org.waybill.release.Rule;
import org.waybill.security.Caller;
import org.waybill.type.Queues;

/** {@code /api/limits}. */
@Path("/limits")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class LimitResource {

  @Inject private Limits limits;
  @Inject private Releaser releaser;
  @Inject private OwnLimits own;
  @Inject private Queues queues;

  @GET
  public String list(@Context SecurityContext security) {
    Caller caller = Deciders.operator(security);
    limits.look();
    List<Rule> seen =
        limits.list().stream()
            .filter(rule -> Deciders.isAdmin(caller) || rule.tenant().equals(caller.tenant()))
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
          ObjectText text =
              new ObjectText(out)
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
    Rule rule = RuleRequest.read(RequestBody.read(body), target);
    limits.put(rule);
    releaser.limitsChanged();
    StringBuilder out = new StringBuilder();
    RuleRequest.write(out, rule);
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
    if (!limits.remove(target.scope(), target.tenant(), target.name())) {
      throw Problem.notFound("limit for " + scope + " " + name);
    }
    releaser.limitsChanged();
    return Response.noContent().build();
  }

  private RuleRequest.Target target(
      SecurityContext security, String scope, String name, String tenant) {
    Caller caller = Deciders.operator(security);
    RuleRequest.Target target =
        RuleRequest.target(scope, name, tenant(caller, scope, name, tenant), queues.names());
    boolean ofOwner = target.scope() == Rule.Scope.TENANT || target.scope() == Rule.Scope.USER;
    if (ofOwner && !name.equals(Rule.EACH)) {
      Deciders.checkName("name", name);
    }
    boolean shared = target.scope() == Rule.Scope.QUEUE || target.scope() == Rule.Scope.TENANT;
    if (shared && !Deciders.isAdmin(caller)) {
      throw Deciders.forbidden("Only administrators may limit queues and tenants.");
    }
    return target;
  }

  /** A user is one of a tenant: without one, of the caller's. */
  private static String tenant(Caller caller, String scope, String name, String asked) {
    boolean oneUser = scope.equals("user") && !name.equals(Rule.EACH);
    if (oneUser && Rule.EACH.equals(asked)) {
      throw RequestBody.wrong("tenant", "is '*'", "the tenant of user " + name);
    }
    return asked == null && oneUser ? caller.tenant() : Deciders.tenant(caller, asked);
  }
}
