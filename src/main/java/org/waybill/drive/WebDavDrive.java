package org.waybill.drive;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.waybill.config.DriveSettings;
import org.waybill.config.Settings;

/** A folder of a WebDAV server (RFC 4918). */
@ApplicationScoped
class WebDavDrive implements Drive {

  /** What servers say of a folder that there is already. */
  private static final Set<Integer> THERE = Set.of(405, 301);

  private final Settings settings;
  private final DriveConnection connection;

  /** For the container's proxy. */
  protected WebDavDrive() {
    this(null, null);
  }

  @Inject
  WebDavDrive(Settings settings, DriveConnection connection) {
    this.settings = settings;
    this.connection = connection;
  }

  @Override
  public String name() {
    return Drives.name(DriveSettings.Target.WEBDAV);
  }

  @Override
  public boolean isConfigured() {
    return settings.get(DriveSettings.WEBDAV_URL).isPresent();
  }

  @Override
  public URI put(String path, String mediaType, byte[] content)
      throws IOException, DriveRefused, InterruptedException {
    URI base = settings.get(DriveSettings.WEBDAV_URL).orElseThrow();
    for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
      URI folder = URI.create(DriveConnection.below(base, path.substring(0, end)) + "/");
      int status = connection.send("MKCOL", folder, headers(), new byte[0]);
      if (!THERE.contains(status)) {
        DriveConnection.check(status);
      }
    }
    URI uri = DriveConnection.below(base, path);
    Map<String, String> headers = headers();
    headers.put("Content-Type", mediaType);
    DriveConnection.check(connection.send("PUT", uri, headers, content));
    return uri;
  }

  private Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    settings
        .get(DriveSettings.WEBDAV_USER)
        .ifPresent(
            user -> {
              String both = user + ":" + settings.get(DriveSettings.WEBDAV_PASSWORD).orElse("");
              byte[] bytes = both.getBytes(StandardCharsets.UTF_8);
              headers.put("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
            });
    return headers;
  }

  /** It has no addresses that open without credentials. */
  @Override
  public Optional<URI> link(String path, Duration time) {
    return Optional.empty();
  }
}
