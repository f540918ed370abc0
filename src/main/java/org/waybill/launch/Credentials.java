package org.waybill.launch;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;
import org.waybill.config.JmsSettings;
import org.waybill.config.KnownSettings;
import org.waybill.config.Settings;

/** Passwords of database and broker: the given ones, else those made at the first start. */
record Credentials(String database, String broker) {

  static Credentials of(Settings settings, DataFolder data) {
    Properties kept = kept(data.path().resolve("credentials"));
    return new Credentials(
        settings.get(KnownSettings.DB_PASSWORD).orElseGet(() -> kept.getProperty("database")),
        settings.get(JmsSettings.BROKER_PASSWORD).orElseGet(() -> kept.getProperty("broker")));
  }

  private static Properties kept(Path file) {
    try {
      if (!Files.exists(file)) {
        create(file);
      }
      Properties passwords = new Properties();
      try (Reader reader = Files.newBufferedReader(file)) {
        passwords.load(reader);
      }
      return passwords;
    } catch (IOException e) {
      throw new LaunchFailure("Cannot store passwords in " + file + ": " + e.getMessage(), e);
    }
  }

  private static void create(Path file) throws IOException {
    Properties passwords = new Properties();
    passwords.setProperty("database", random());
    passwords.setProperty("broker", random());
    StringWriter text = new StringWriter();
    passwords.store(text, "Created at the first start");
    Path fresh = PrivateFile.writeTemporary(file, text.toString());
    try {
      Files.createLink(file, fresh);
    } catch (FileAlreadyExistsException e) {
      // Another process was first; its passwords count.
    } finally {
      Files.delete(fresh);
    }
  }

  private static String random() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Files that only their owner reads, from their first byte on. */
  static final class PrivateFile {

    private PrivateFile() {}

    static Path writeTemporary(Path beside, String text) throws IOException {
      Path file =
          Files.createTempFile(
              beside.getParent(),
              "." + beside.getFileName(),
              "",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      return Files.writeString(file, text, StandardOpenOption.TRUNCATE_EXISTING);
    }
  }
}
