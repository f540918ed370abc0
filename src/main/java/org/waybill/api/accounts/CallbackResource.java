package org.waybill.api.accounts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.account.AccountKind;
import org.waybill.account.Connections;
import org.waybill.account.Provider;
import org.waybill.account.ProviderUnavailable;
import org.waybill.account.Providers;
import org.waybill.account.TokenRefused;
import org.waybill.api.Problem;
import org.waybill.secret.NoSecretKeys;
import org.waybill.secret.UnreadableSecret;

/**
 * {@code /api/accounts/{provider}/callback}: where a provider sends the user's browser back.
 * Without a token: the state and the browser's cookie say whose connection it is.
 */
@Path("/accounts/{provider}/callback")
@ApplicationScoped
public class CallbackResource {

  private static final Logger LOG = Logger.getLogger(CallbackResource.class.getName());
  private static final int LONGEST = 4_096;
  private static final int RETRY_SECONDS = 30;

  private static final String PAGE =
      """
      <!doctype html><html lang="en"><meta charset="utf-8"><title>Waybill</title>
      <p>The account is connected. You can close this window.</p></html>
      """;

  @Inject private Providers providers;
  @Inject private Connections connections;

  static String cookie(Provider provider) {
    return "waybill_connect_" + provider.name();
  }

  @GET
  @Produces(MediaType.TEXT_HTML)
  public Response finish(
      @Context HttpHeaders headers,
      @PathParam("provider") String name,
      @QueryParam("state") String state,
      @QueryParam("code") String code,
      @QueryParam("error") String error)
      throws InterruptedException {
    Provider provider =
        providers
            .find(name)
            .filter(each -> each.kind() == AccountKind.OAUTH2)
            .orElseThrow(() -> Problem.notFound("provider " + name));
    Cookie cookie = headers.getCookies().get(cookie(provider));
    if (!isText(state) || cookie == null || !isText(cookie.getValue())) {
      throw unknown();
    }
    if (!isText(code)) {
      throw refused(connections.cancel(provider, state, cookie.getValue()), error);
    }
    finish(provider, state, cookie.getValue(), code);
    return Response.ok(PAGE)
        .cookie(
            new NewCookie.Builder(cookie(provider))
                .value("")
                .path("/api/accounts/" + provider.name())
                .maxAge(0)
                .build())
        .header("Cache-Control", "no-store")
        .header("Referrer-Policy", "no-referrer")
        .build();
  }

  private void finish(Provider provider, String state, String cookie, String code)
      throws InterruptedException {
    try {
      if (!connections.finish(provider, state, cookie, code)) {
        throw unknown();
      }
      LOG.log(Level.INFO, "An account at {0} was connected", provider.name());
    } catch (TokenRefused e) {
      throw Problem.conflict(
          "authorization_failed",
          "%s did not accept the authorization (%s).".formatted(provider.label(), e.code()));
    } catch (ProviderUnavailable e) {
      LOG.log(Level.WARNING, "Connecting an account failed: {0}", e.getMessage());
      throw Problem.unavailable(e.getMessage() + " Connect again.", RETRY_SECONDS);
    } catch (NoSecretKeys | UnreadableSecret e) {
      throw Problem.conflict("secret_keys_missing", e.getMessage() + ".");
    }
  }

  private static boolean isText(String text) {
    return text != null && !text.isEmpty() && text.length() <= LONGEST;
  }

  private static Problem refused(boolean isKnown, String error) {
    if (!isKnown) {
      return unknown();
    }
    String code = error != null && error.matches("[a-z_]{1,64}") ? error : "no code";
    return Problem.conflict(
        "authorization_refused",
        "The provider did not authorize the account (%s).".formatted(code));
  }

  private static Problem unknown() {
    return Problem.badRequest(
        "state",
        "state is unknown, used, expired or of another browser; allowed: the state of a connection"
            + " that this browser began within the last "
            + Connections.TIME.toMinutes()
            + " minutes");
  }
}
