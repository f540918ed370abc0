package org.waybill.api.tokens;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.waybill.api.Page;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.config.OwnerName;
import org.waybill.json.JsonObjectWriter;
import org.waybill.security.ApiTokens;
import org.waybill.security.Caller;
import org.waybill.security.CallerRole;

/** {@code /api/tokens}, for administrators. */
@Path("/tokens")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class TokenResource {

  private static final Logger LOG = Logger.getLogger(TokenResource.class.getName());
  private static final int NAME = 200;
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(3_660);

  @Inject private ApiTokens tokens;

  @Context private SecurityContext security;

  /** Makes a token; its text is in this answer and nowhere else. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response make(InputStream json) {
    Caller admin = admin();
    RequestBody body = RequestBody.read(json);
    Caller whose =
        new Caller(
            body.value("tenant") == null ? admin.tenant() : owner(body, "tenant"),
            owner(body, "userId"),
            role(body.text("role", NAME)));
    refuseOutside(admin, whose);
    String name = body.line("name", NAME);
    ApiTokens.Made made =
        tokens.make(
            whose, name == null ? "" : name, body.duration("validity", null, SHORTEST, LONGEST));
    LOG.log(
        Level.INFO,
        "API token {0} for {1}/{2}, role {3}, was created by {4}/{5}",
        new Object[] {
          made.id(),
          whose.tenant(),
          whose.userId(),
          label(whose.role()),
          admin.tenant(),
          admin.userId()
        });
    StringBuilder answer =
        new JsonObjectWriter(new StringBuilder())
            .text("id", made.id())
            .text("token", made.text())
            .text("tenant", whose.tenant())
            .text("userId", whose.userId())
            .text("role", label(whose.role()))
            .end();
    return Response.created(URI.create("/api/tokens/" + made.id()))
        .entity(answer.toString())
        .build();
  }

  /** Those of the own tenant; administrators of all tenants see all, or one tenant's. */
  @GET
  public String list(@QueryParam("tenant") String asked) {
    Caller admin = admin();
    if (asked != null && !admin.isAdmin() && !asked.equals(admin.tenant())) {
      throw outside();
    }
    return Page.of(
        tokens.list(admin.isAdmin() ? asked : admin.tenant()),
        (out, token) ->
            new JsonObjectWriter(out)
                .text("id", token.id())
                .text("tenant", token.tenant())
                .text("userId", token.userId())
                .text("role", label(token.role()))
                .text("name", token.name())
                .time("createdAt", token.createdAt())
                .time("expiresAt", token.expiresAt())
                .end());
  }

  @DELETE
  @Path("/{id}")
  public Response revoke(@PathParam("id") String id) {
    Caller admin = admin();
    String whose =
        tokens
            .revoke(admin.isAdmin() ? null : admin.tenant(), parse(id))
            .orElseThrow(() -> Problem.notFound("token " + id));
    LOG.log(
        Level.INFO,
        "API token {0} of {1} was revoked by {2}/{3}",
        new Object[] {id, whose, admin.tenant(), admin.userId()});
    return Response.noContent().build();
  }

  private static UUID parse(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw Problem.notFound("token " + id);
    }
  }

  private Caller admin() {
    Caller caller = Caller.of(security);
    if (caller.role().compareTo(CallerRole.TENANT_ADMIN) < 0) {
      throw new Problem(403, "Forbidden", "Only administrators may manage API tokens.", null);
    }
    return caller;
  }

  /** Who acts in one tenant makes nobody who acts in another, or in all. */
  private static void refuseOutside(Caller admin, Caller whose) {
    boolean inside =
        whose.tenant().equals(admin.tenant()) && whose.role().compareTo(admin.role()) <= 0;
    if (!admin.isAdmin() && !inside) {
      throw outside();
    }
  }

  private static Problem outside() {
    return new Problem(
        403,
        "Forbidden",
        "Role tenant_admin may manage only tokens of its own tenant, up to its own role.",
        null);
  }

  private static String owner(RequestBody body, String field) {
    String name = body.requiredText(field, NAME);
    if (!OwnerName.isAllowed(name)) {
      throw RequestBody.wrong(field, "is '" + name + "'", OwnerName.ALLOWED);
    }
    return name;
  }

  /** Devices get their tokens from their cameras. */
  private static CallerRole role(String label) {
    if (label == null) {
      return CallerRole.USER;
    }
    return Arrays.stream(CallerRole.values())
        .filter(role -> role != CallerRole.DEVICE && label(role).equals(label))
        .findFirst()
        .orElseThrow(() -> RequestBody.wrong("role", "is '" + label + "'", roles()));
  }

  private static String roles() {
    return Arrays.stream(CallerRole.values())
        .filter(role -> role != CallerRole.DEVICE)
        .map(TokenResource::label)
        .collect(Collectors.joining(", "));
  }

  private static String label(CallerRole role) {
    return role.name().toLowerCase(Locale.ROOT);
  }
}
