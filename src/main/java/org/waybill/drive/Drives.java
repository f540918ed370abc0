package org.waybill.drive;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.waybill.config.DriveSettings;
import org.waybill.config.Settings;

/** The places for results that are configured. */
@ApplicationScoped
public class Drives {

  private static final String FILE = name(DriveSettings.Target.FILE);

  private final Settings settings;
  private final S3Drive bucket;
  private final WebDavDrive folder;

  /** For the container's proxy. */
  protected Drives() {
    this(null, null, null);
  }

  @Inject
  Drives(Settings settings, S3Drive bucket, WebDavDrive folder) {
    this.settings = settings;
    this.bucket = bucket;
    this.folder = folder;
  }

  /** At the start of the application; a default that is not configured stops it. */
  void check(@Observes @Initialized(ApplicationScoped.class) Object start) {
    String target = name(settings.get(DriveSettings.TARGET));
    if (!names().contains(target)) {
      throw new IllegalStateException(
          "%s is %s, but its own settings are incomplete; allowed: %s"
              .formatted(DriveSettings.TARGET.env(), target, String.join(", ", names())));
    }
  }

  /** What jobs may name: the files of this server, and what is configured. */
  public List<String> names() {
    List<String> names = new ArrayList<>(List.of(FILE));
    configured().forEach(drive -> names.add(drive.name()));
    return names;
  }

  /**
   * The place of this name.
   *
   * @param name of {@link #names()}; empty for that of the settings
   * @return empty for the files of this server
   * @throws DriveRefused if the settings do not say where it is
   */
  public Optional<Drive> find(Optional<String> name) throws DriveRefused {
    String wanted = name.orElseGet(() -> name(settings.get(DriveSettings.TARGET)));
    if (wanted.equals(FILE)) {
      return Optional.empty();
    }
    Optional<Drive> found = configured().filter(each -> each.name().equals(wanted)).findFirst();
    if (found.isEmpty()) {
      throw new DriveRefused("target is '" + wanted + "'; allowed: " + String.join(", ", names()));
    }
    return found;
  }

  private Stream<Drive> configured() {
    return Stream.<Drive>of(bucket, folder).filter(Drive::isConfigured);
  }

  static String name(DriveSettings.Target target) {
    return target.name().toLowerCase(Locale.ROOT);
  }
}
