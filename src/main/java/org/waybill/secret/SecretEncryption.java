package org.waybill.secret;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.waybill.config.SecretKeys;
import org.waybill.config.SecretSettings;
import org.waybill.config.Settings;

/** Encrypts what is to be stored, and decrypts it again. */
@ApplicationScoped
public class SecretEncryption {

  @Inject private Settings settings;

  /** Whether a key is configured. */
  public boolean isAvailable() {
    return keys().isPresent();
  }

  /**
   * The text to be stored.
   *
   * @param rowId of the row that it belongs to
   * @throws NoSecretKeys if no key is configured
   */
  public String encrypt(EncryptedColumn column, Object rowId, String text) {
    return cipher().encrypt(text, column.place(rowId.toString()));
  }

  /**
   * What was encrypted for this row and column.
   *
   * @throws NoSecretKeys if no key is configured
   * @throws UnreadableSecret if it cannot be decrypted
   */
  public String decrypt(EncryptedColumn column, Object rowId, String stored) {
    return cipher().decrypt(stored, column.place(rowId.toString()));
  }

  /** What keys there are; those of the setting come before those of the file. */
  Optional<SecretKeys> keys() {
    return settings.get(SecretSettings.KEYS).or(() -> settings.get(SecretSettings.KEYS_FILE));
  }

  private SecretCipher cipher() {
    return new SecretCipher(keys().orElseThrow(NoSecretKeys::new));
  }
}
