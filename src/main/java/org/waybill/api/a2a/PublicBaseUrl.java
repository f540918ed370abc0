package org.waybill.api.a2a;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Optional;
import org.waybill.config.A2aSettings;
import org.waybill.config.Settings;

/** Where others reach this server: as the settings say, or as this request did. */
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
