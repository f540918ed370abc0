package org.waybill.drive;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.waybill.config.DriveSettings;
import org.waybill.config.Settings;

/** A bucket of an S3-compatible server. */
@ApplicationScoped
class S3Drive implements Drive {

  private final Settings settings;
  private final DriveConnection connection;
  private final Clock clock;

  /** For the container's proxy. */
  protected S3Drive() {
    this(null, null, null);
  }

  @Inject
  S3Drive(Settings settings, DriveConnection connection, Clock clock) {
    this.settings = settings;
    this.connection = connection;
    this.clock = clock;
  }

  @Override
  public String name() {
    return Drives.name(DriveSettings.Target.S3);
  }

  @Override
  public boolean isConfigured() {
    return settings.get(DriveSettings.S3_ENDPOINT).isPresent()
        && settings.get(DriveSettings.S3_BUCKET).isPresent()
        && settings.get(DriveSettings.S3_KEY).isPresent()
        && settings.get(DriveSettings.S3_SECRET).isPresent();
  }

  @Override
  public URI put(String path, String mediaType, byte[] content)
      throws IOException, DriveRefused, InterruptedException {
    URI uri = uri(path);
    Map<String, String> given = Map.of("content-type", mediaType);
    Map<String, String> headers = signature().headers("PUT", uri, given, content, clock.instant());
    DriveConnection.check(connection.send("PUT", uri, headers, content));
    return uri;
  }

  @Override
  public Optional<URI> link(String path, Duration time) {
    return Optional.of(signature().presigned(uri(path), clock.instant(), time));
  }

  private URI uri(String path) {
    URI endpoint = settings.get(DriveSettings.S3_ENDPOINT).orElseThrow();
    String bucket = settings.get(DriveSettings.S3_BUCKET).orElseThrow();
    return DriveConnection.below(endpoint, bucket + "/" + path);
  }

  private S3Signature signature() {
    return new S3Signature(
        settings.get(DriveSettings.S3_REGION),
        settings.get(DriveSettings.S3_KEY).orElseThrow(),
        settings.get(DriveSettings.S3_SECRET).orElseThrow());
  }
}
