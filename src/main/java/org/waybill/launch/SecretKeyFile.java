package org.waybill.launch;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.waybill.config.SecretSettings;
import org.waybill.config.Settings;

/** The keys of stored secrets: the given ones, else those made at the first start. */
final class SecretKeyFile {

  private static final int KEY_BYTES = 32;

  private SecretKeyFile() {}

  /**
   * The file in the data folder. A new one is made for the embedded database alone: processes that
   * share another one need the same keys, which only their operators can give them.
   *
   * @return empty if keys are set, or none are to be made
   */
  static Optional<Path> of(Settings settings, DataFolder data, boolean embedsDatabase) {
    Path file = data.path().resolve("secret-keys");
    boolean given =
        settings.get(SecretSettings.KEYS).isPresent()
            || settings.get(SecretSettings.KEYS_FILE).isPresent();
    if (given || !embedsDatabase && !Files.exists(file)) {
      return Optional.empty();
    }
    try {
      if (!Files.exists(file)) {
        create(file);
      }
      return Optional.of(file);
    } catch (IOException e) {
      throw new LaunchFailure("Cannot store keys in " + file + ": " + e.getMessage(), e);
    }
  }

  private static void create(Path file) throws IOException {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    String text =
        "# Created at the first start. Without it, stored secrets cannot be read.\nk1=%s\n"
            .formatted(Base64.getEncoder().encodeToString(key));
    Path fresh = Credentials.PrivateFile.writeTemporary(file, text);
    try {
      Files.createLink(file, fresh);
    } catch (FileAlreadyExistsException e) {
      // Another process was first; its key counts.
    } finally {
      Files.delete(fresh);
    }
  }
}
