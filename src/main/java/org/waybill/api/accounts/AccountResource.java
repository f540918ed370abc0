package org.waybill.api.accounts;

import jakarta.enterprise.context.ApplicationScoped;
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
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.account.Account;
import org.waybill.account.AccountKind;
import org.waybill.account.Accounts;
import org.waybill.account.Connections;
import org.waybill.account.Provider;
import org.waybill.account.Providers;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.config.A2aSettings;
import org.waybill.config.Settings;
import org.waybill.json.Json;
import org.waybill.secret.NoSecretKeys;
import org.waybill.security.Caller;

/** {@code /api/accounts}: each user's own. No call answers a secret. */
@Path("/accounts")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class AccountResource {

  private static final Logger LOG = Logger.getLogger(AccountResource.class.getName());

  @Inject private Accounts accounts;
  @Inject private Connections connections;
  @Inject private Providers providers;
  @Inject private Settings settings;

  /** Every provider, and what is connected. */
  @GET
  public String list(@Context SecurityContext security) {
    return AccountJson.list(providers.all(), accounts.list(Caller.of(security).owner()));
  }

  /**
   * OAuth 2: answers the address at which the user consents, and sets a cookie. Others: stores what
   * the body has.
   */
  @POST
  @Path("/{provider}/connect")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response connect(
      @Context SecurityContext security,
      @Context UriInfo uri,
      @PathParam("provider") String name,
      InputStream body) {
    Caller caller = Caller.of(security);
    Provider provider = find(name);
    try {
      if (provider.kind() == AccountKind.OAUTH2) {
        return begun(caller, provider, uri);
      }
      accounts.connect(
          caller.owner(), provider, EnteredSecret.read(RequestBody.read(body), provider));
    } catch (NoSecretKeys e) {
      throw Problem.conflict("secret_keys_missing", e.getMessage() + ".");
    }
    log("connected", caller, name);
    Account connected =
        accounts.list(caller.owner()).stream()
            .filter(each -> each.provider().equals(name))
            .findFirst()
            .orElseThrow(() -> Problem.notFound("account at " + name));
    return Response.status(Response.Status.CREATED)
        .entity(AccountJson.of(provider, connected))
        .build();
  }

  private Response begun(Caller caller, Provider provider, UriInfo uri) {
    String base =
        settings
            .get(A2aSettings.PUBLIC_URL)
            .orElseGet(() -> uri.getBaseUri().toString().replaceAll("/api/?$", ""));
    String path = "/api/accounts/" + provider.name();
    Connections.Begun begun =
        connections.begin(caller.owner(), provider, base + path + "/callback");
    NewCookie cookie =
        new NewCookie.Builder(CallbackResource.cookie(provider))
            .value(begun.cookie())
            .path(path)
            .maxAge((int) Connections.TIME.toSeconds())
            .httpOnly(true)
            .secure(base.startsWith("https:"))
            // The provider's page sends the browser back from another site.
            .sameSite(NewCookie.SameSite.LAX)
            .build();
    String answer =
        Json.object()
            .add("authorizationUrl", begun.authorizationUrl())
            .add("expiresInSeconds", Connections.TIME.toSeconds())
            .build()
            .toString();
    return Response.ok(answer).cookie(cookie).header("Cache-Control", "no-store").build();
  }

  @DELETE
  @Path("/{provider}")
  public Response disconnect(
      @Context SecurityContext security, @PathParam("provider") String name) {
    Caller caller = Caller.of(security);
    if (!accounts.disconnect(caller.owner(), name)) {
      throw Problem.notFound("account at " + name);
    }
    log("removed", caller, name);
    return Response.noContent().build();
  }

  private Provider find(String name) {
    return providers.find(name).orElseThrow(() -> Problem.notFound("provider " + name));
  }

  private static void log(String what, Caller caller, String provider) {
    LOG.log(
        Level.INFO,
        "Account of {0}/{1} at {2} was {3}",
        new Object[] {caller.tenant(), caller.userId(), provider, what});
  }
}
