package org.waybill.config;

import java.util.Optional;

/** Settings of the encryption of stored secrets; listed with all {@link KnownSettings}. */
public final class SecretSettings {

  public static final Setting<Optional<SecretKeys>> KEYS =
      new Setting<>(
          "waybill.secret.keys",
          "",
          SecretKeys.ALLOWED,
          "Keys that encrypt stored secrets: the first one encrypts, all of them decrypt. The value is"
              + " never shown. Unset: `WAYBILL_SECRET_KEYS_FILE`.",
          SecretSettings::keys);

  public static final Setting<Optional<SecretKeys>> KEYS_FILE =
      new Setting<>(
          "waybill.secret.keys-file",
          "",
          "path of a file",
          "File with the keys, one per line in the format of `WAYBILL_SECRET_KEYS`; unset: with the"
              + " embedded database `secret-keys` in the data folder, created at the first start.",
          SecretSettings::keysFile);

  private SecretSettings() {}

  private static Optional<SecretKeys> keys(String text) {
    return SecretKeys.read(KEYS, text);
  }

  private static Optional<SecretKeys> keysFile(String path) {
    return SecretKeys.readFile(KEYS_FILE, path);
  }
}
