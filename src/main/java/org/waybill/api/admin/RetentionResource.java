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
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.waybill.api.Page;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.handler.TaskType;
import org.waybill.json.JsonObjectWriter;
import org.waybill.security.Caller;
import org.waybill.task.Retention;
import org.waybill.type.TaskTypes;

/** {@code /api/retention}: how long a tenant's finished tasks are kept. */
@Path("/retention")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class RetentionResource {

  @Inject private Retention retention;
  @Inject private TaskTypes types;

  /** What tenants want otherwise than the settings say. */
  @GET
  public String list(@Context SecurityContext security) {
    Caller caller = AdminAccess.operator(security);
    return Page.of(
        retention.list(AdminAccess.isAdmin(caller) ? null : caller.tenant()),
        RetentionResource::write);
  }

  @PUT
  @Path("/{type}")
  @Consumes(MediaType.APPLICATION_JSON)
  public String put(
      @Context SecurityContext security,
      @PathParam("type") String type,
      @QueryParam("tenant") String tenant,
      InputStream body) {
    String whose = tenant(security, tenant);
    RequestBody given = RequestBody.read(body);
    given.allowOnly(Set.of("keep"), "body");
    Duration keep = DurationText.retention(given, "keep");
    if (keep == null) {
      throw RequestBody.wrong("keep", "is missing", "a duration such as \"12h\" or \"30d\"");
    }
    Retention.Rule rule = new Retention.Rule(whose, type(type), keep);
    retention.put(rule);
    StringBuilder out = new StringBuilder();
    write(out, rule);
    return out.toString();
  }

  @DELETE
  @Path("/{type}")
  public Response remove(
      @Context SecurityContext security,
      @PathParam("type") String type,
      @QueryParam("tenant") String tenant) {
    if (!retention.remove(tenant(security, tenant), type(type))) {
      throw Problem.notFound("retention rule for type " + type);
    }
    return Response.noContent().build();
  }

  /** There is no rule for all tenants: that is what the settings are. */
  private static String tenant(SecurityContext security, String asked) {
    Caller caller = AdminAccess.operator(security);
    return asked == null ? caller.tenant() : AdminAccess.tenant(caller, asked);
  }

  private String type(String type) {
    if (types.find(type).isEmpty() && !type.equals(Retention.EVERY_TYPE)) {
      String known = types.all().stream().map(TaskType::name).collect(Collectors.joining(", "));
      throw RequestBody.wrong("type", "is '" + type + "'", "*, " + known);
    }
    return type;
  }

  private static void write(StringBuilder out, Retention.Rule rule) {
    new JsonObjectWriter(out)
        .text("tenant", rule.tenant())
        .text("type", rule.type())
        .text("keep", DurationText.text(rule.keep()))
        .end();
  }
}
