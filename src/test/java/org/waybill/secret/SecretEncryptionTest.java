package org.waybill.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.waybill.secret.EncryptedColumn.ACCOUNT_SECRET;
import static org.waybill.secret.EncryptedColumn.CONNECTION_VERIFIER;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waybill.config.InvalidSetting;
import org.waybill.config.SecretSettings;
import org.waybill.config.Settings;
import org.waybill.world.Beans;

class SecretEncryptionTest {

  private static final String TEXT = "open sesame, ünïcode";
  private static final String ONE = key("one", 1);
  private static final String TWO = key("two", 2);

  @TempDir private Path folder;

  private static String key(String id, int seed) {
    byte[] bytes = new byte[32];
    bytes[0] = (byte) seed;
    return id + "=" + Base64.getEncoder().encodeToString(bytes);
  }

  private static SecretEncryption secrets(String keys) {
    return secrets(Map.of("waybill.secret.keys", keys));
  }

  private static SecretEncryption secrets(Map<String, String> settings) {
    return new Beans(Map.of())
        .with(Settings.class, new Settings(settings::get))
        .get(SecretEncryption.class);
  }

  @Test
  void whatIsEncryptedForARowIsReadInThatRow() {
    SecretEncryption secrets = secrets(ONE);
    String stored = secrets.encrypt(ACCOUNT_SECRET, "row", TEXT);
    assertThat(stored).startsWith("v1.one.").doesNotContain("sesame");
    assertThat(secrets.decrypt(ACCOUNT_SECRET, "row", stored)).isEqualTo(TEXT);
  }

  @Test
  void theSameTextIsNeverStoredTheSameWay() {
    SecretEncryption secrets = secrets(ONE);
    assertThat(secrets.encrypt(ACCOUNT_SECRET, "row", TEXT))
        .isNotEqualTo(secrets.encrypt(ACCOUNT_SECRET, "row", TEXT));
  }

  @Test
  void aValueThatWasMovedToAnotherRowOrColumnIsNotRead() {
    SecretEncryption secrets = secrets(ONE);
    String stored = secrets.encrypt(ACCOUNT_SECRET, "row", TEXT);
    assertThatThrownBy(() -> secrets.decrypt(ACCOUNT_SECRET, "other", stored))
        .isInstanceOf(UnreadableSecret.class)
        .hasMessageNotContaining("sesame");
    assertThatThrownBy(() -> secrets.decrypt(CONNECTION_VERIFIER, "row", stored))
        .isInstanceOf(UnreadableSecret.class);
  }

  @Test
  void aValueThatWasChangedIsNotRead() {
    SecretEncryption secrets = secrets(ONE + "," + TWO);
    String stored = secrets.encrypt(ACCOUNT_SECRET, "row", TEXT);
    int last = stored.length() - 10;
    char other = stored.charAt(last) == 'A' ? 'B' : 'A';
    String changed = stored.substring(0, last) + other + stored.substring(last + 1);
    for (String wrong :
        new String[] {changed, stored.replace("v1.one", "v1.two"), "", "v1.one.x", TEXT}) {
      assertThatThrownBy(() -> secrets.decrypt(ACCOUNT_SECRET, "row", wrong))
          .isInstanceOf(UnreadableSecret.class);
    }
  }

  @Test
  void theFirstKeyEncryptsAndTheOthersDecrypt() {
    String stored = secrets(ONE).encrypt(ACCOUNT_SECRET, "row", TEXT);
    SecretEncryption rotated = secrets(TWO + ", " + ONE);
    assertThat(rotated.decrypt(ACCOUNT_SECRET, "row", stored)).isEqualTo(TEXT);
    assertThat(rotated.encrypt(ACCOUNT_SECRET, "row", TEXT)).startsWith("v1.two.");
    assertThatThrownBy(() -> secrets(TWO).decrypt(ACCOUNT_SECRET, "row", stored))
        .isInstanceOf(UnreadableSecret.class)
        .hasMessageContaining("'one' is not configured");
  }

  @Test
  void keysAreReadFromAFile() throws IOException {
    Path file = folder.resolve("keys");
    Files.writeString(file, "# ours\n" + ONE + "\n\n" + TWO + "\n");
    SecretEncryption secrets = secrets(Map.of("waybill.secret.keys-file", file.toString()));
    assertThat(secrets.encrypt(ACCOUNT_SECRET, "row", TEXT)).startsWith("v1.one.");
    assertThat(secrets.keys().orElseThrow()).hasToString("SecretKeys[one, two]");
  }

  @Test
  void withoutAKeyNothingIsStoredAndTheMissingSettingIsNamed() {
    SecretEncryption secrets = secrets(Map.of());
    assertThat(secrets.isAvailable()).isFalse();
    assertThatThrownBy(() -> secrets.encrypt(ACCOUNT_SECRET, "row", TEXT))
        .isInstanceOf(NoSecretKeys.class)
        .hasMessageContaining("WAYBILL_SECRET_KEYS");
  }

  @ParameterizedTest
  @ValueSource(strings = {"c2VzYW1l", "one=c2VzYW1l", "one=?sesame?", "=c2VzYW1l", "a b=c2VzYW1l"})
  void aWrongKeyStopsTheStartAndIsNotShown(String keys) {
    Settings settings = new Settings(Map.of("waybill.secret.keys", keys)::get);
    assertThatThrownBy(() -> settings.get(SecretSettings.KEYS))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("WAYBILL_SECRET_KEYS")
        .hasMessageNotContaining("c2VzYW1l")
        .hasMessageNotContaining("sesame");
  }

  @Test
  void twoKeysWithOneIdAreRefused() {
    Settings settings = new Settings(Map.of("waybill.secret.keys", ONE + "," + ONE)::get);
    assertThatThrownBy(() -> settings.get(SecretSettings.KEYS)).isInstanceOf(InvalidSetting.class);
  }

  @Test
  void aFileThatIsMissingIsNamed() {
    String missing = folder.resolve("none").toString();
    Settings settings = new Settings(Map.of("waybill.secret.keys-file", missing)::get);
    assertThatThrownBy(() -> settings.get(SecretSettings.KEYS_FILE))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining(missing);
  }
}
