package org.waybill.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import org.waybill.config.AccessSettings;
import org.waybill.config.Settings;

/** The origins whose pages may call from a browser, as the settings name them. */
@ApplicationScoped
public class CorsOrigins {

  private static final String EXPOSED = "Location, Retry-After, Waybill-Existing, WWW-Authenticate";

  @Inject private Settings settings;

  boolean isAllowed(String origin) {
    return origin != null && settings.get(AccessSettings.CORS_ORIGINS).contains(origin);
  }

  /**
   * What an answer says to a browser.
   *
   * @param origin the request's header Origin, or null
   */
  public Map<String, String> headers(String origin) {
    if (settings.get(AccessSettings.CORS_ORIGINS).isEmpty()) {
      return Map.of();
    }
    return isAllowed(origin)
        ? Map.of(
            "Vary", "Origin",
            "Access-Control-Allow-Origin", origin,
            "Access-Control-Expose-Headers", EXPOSED)
        : Map.of("Vary", "Origin");
  }
}
