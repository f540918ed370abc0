package org.waybill.api.a2a;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Optional;
import org.waybill.config.A2aSettings;
import org.waybill.config.Settings;

/** The public base URL of this server: from the settings, or else from this request. */
@ApplicationScoped
class PublicBaseUrl {

  @Inject private Settings settings;

  /** Without a slash at the end. */
  String of(UriInfo uri) {
    return of(settings.get(A2aSettings.PUBLIC_URL), uri.getBaseUri());
  }

  static String of(Optional<String> set, URI asked) {
    return set.orElseGet(() -> asked.toString().replaceAll("/api/?$", ""));
  }
}
