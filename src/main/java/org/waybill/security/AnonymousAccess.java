package org.waybill.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.waybill.config.AccessSettings;
import org.waybill.config.Settings;

/**
 * Who calls when nobody says who: the ordinary user that the settings name, if they name one. Any
 * page in any browser could send such a call, so a browser's is believed only from an origin that
 * the settings name, or from the server's own pages on this machine. Not by any other name of the
 * server: an attacker's name may lead to this machine, too.
 */
@ApplicationScoped
public class AnonymousAccess {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /** The server's own pages, and what a person types into the address bar. */
  private static final Set<String> OWN_PAGES = Set.of("same-origin", "none");

  @Inject private Settings settings;

  /** For the container. */
  public AnonymousAccess() {}

  AnonymousAccess(Settings settings) {
    this.settings = settings;
  }

  /**
   * The caller of a request without any token; empty if it is not to be let in.
   *
   * @param origin the header Origin, or null
   * @param host the header Host, or null
   * @param fetchSite the header Sec-Fetch-Site, which browsers send; or null
   */
  public Optional<Caller> caller(String origin, String host, String fetchSite) {
    return settings
        .get(AccessSettings.ANONYMOUS)
        .filter(identity -> isAllowed(origin, host, fetchSite))
        .map(AnonymousAccess::caller);
  }

  private boolean isAllowed(String origin, String host, String fetchSite) {
    if (origin == null && fetchSite == null) {
      return true;
    }
    if (origin == null) {
      // Browsers send some calls without an origin; of another page's they say so here.
      return OWN_PAGES.contains(fetchSite) && isLoopback(host);
    }
    return isTrusted(origin, host);
  }

  /**
   * Whether pages of this origin are the server's own, seen from this machine, or named by the
   * settings.
   */
  public boolean isTrusted(String origin, String host) {
    return settings.get(AccessSettings.CORS_ORIGINS).contains(origin)
        || (isLoopback(host) && isOf(origin, host));
  }

  private static boolean isOf(String origin, String host) {
    return origin.equals("http://" + host) || origin.equals("https://" + host);
  }

  private static boolean isLoopback(String host) {
    try {
      return host != null && LOOPBACK.contains(String.valueOf(URI.create("//" + host).getHost()));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Caller caller(String identity) {
    int slash = identity.indexOf('/');
    return new Caller(identity.substring(0, slash), identity.substring(slash + 1), CallerRole.USER);
  }
}
