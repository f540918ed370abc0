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
import java.util.stream.Collectors;
import org.waybill.api.Page;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.json.ObjectText;
import org.waybill.security.Caller;
import org.waybill.security.CallerRole;
import org.waybill.security.Tokens;

/** {@code /api/tokens}, for administrators. */
@Path("/tokens")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class TokenResource {

  private static final int NAME = 200;
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(3_660);

  @Inject private Tokens tokens;

  @Context private SecurityContext security;

  /** Makes a token; its text is in this answer and nowhere else. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response make(InputStream json) {
    Caller admin = admin();
    RequestBody body = RequestBody.read(json);
    String tenant = body.line("tenant", NAME);
    Caller whose =
        new Caller(
            tenant == null ? admin.tenant() : tenant,
            body.requiredLine("userId", NAME),
            role(body.text("role", NAME)));
    String name = body.line("name", NAME);
    Tokens.Made made =
        tokens.make(
            whose, name == null ? "" : name, body.duration("validity", null, SHORTEST, LONGEST));
    StringBuilder answer =
        new ObjectText(new StringBuilder())
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

  @GET
  public String list() {
    return Page.of(
        tokens.list(admin().tenant()),
        (out, token) ->
            new ObjectText(out)
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
    try {
      if (tokens.revoke(admin.tenant(), UUID.fromString(id))) {
        return Response.noContent().build();
      }
    } catch (IllegalArgumentException e) {
      throw Problem.notFound("token " + id);
    }
    throw Problem.notFound("token " + id);
  }

  private Caller admin() {
    Caller caller = Caller.of(security);
    if (caller.role() != CallerRole.ADMIN) {
      throw new Problem(403, "Forbidden", "Only administrators may handle API tokens.", null);
    }
    return caller;
  }

  private static CallerRole role(String label) {
    if (label == null) {
      return CallerRole.USER;
    }
    return Arrays.stream(CallerRole.values())
        .filter(role -> label(role).equals(label))
        .findFirst()
        .orElseThrow(() -> RequestBody.wrong("role", "is '" + label + "'", roles()));
  }

  private static String roles() {
    return Arrays.stream(CallerRole.values())
        .map(TokenResource::label)
        .collect(Collectors.joining(", "));
  }

  private static String label(CallerRole role) {
    return role.name().toLowerCase(Locale.ROOT);
  }
}
