package org.waybill.security;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.config.KnownSettings;
import org.waybill.config.Settings;
import org.waybill.sql.DatabaseException;

/**
 * Where there is no token yet, makes the first: an administrator's, in a file for its owner only.
 */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class BootstrapToken {

  private static final Logger LOG = Logger.getLogger(BootstrapToken.class.getName());

  @Inject private Settings settings;
  @Inject private ApiTokens apiTokens;

  @PostConstruct
  void makeIfNone() {
    if (!settings.get(KnownSettings.ROLE).takesCalls()) {
      return;
    }
    try {
      if (apiTokens.none()) {
        make(Path.of(settings.get(KnownSettings.DATA)).resolve("operator-token"));
      }
    } catch (DatabaseException e) {
      LOG.log(
          Level.WARNING,
          "Could not check whether an API token exists; no first token was created: {0}",
          e.getMessage());
    }
  }

  private void make(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      // The file first: a token that could not be written down would be lost for good.
      Files.deleteIfExists(file);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Caller operator = new Caller("default", "operator", CallerRole.ADMIN);
      ApiTokens.Made made = apiTokens.make(operator, "first token", null);
      Files.writeString(file, made.text() + "\n", StandardOpenOption.WRITE);
      LOG.log(Level.INFO, "First API token written to {0}", file);
    } catch (IOException e) {
      LOG.log(
          Level.SEVERE, "Could not write the first API token to {0}: {1}", new Object[] {file, e});
    }
  }
}
