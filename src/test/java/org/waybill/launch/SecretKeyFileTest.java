package org.waybill.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waybill.config.SecretSettings;
import org.waybill.config.Settings;

class SecretKeyFileTest {

  private static final Settings NOTHING_SET = new Settings(name -> null);

  @TempDir private Path folder;

  @Test
  void isMadeOnceForTheEmbeddedDatabaseAndReadableByItsOwnerOnly() throws IOException {
    Path file = SecretKeyFile.of(NOTHING_SET, new DataFolder(folder), true).orElseThrow();
    String text = Files.readString(file);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(SecretKeyFile.of(NOTHING_SET, new DataFolder(folder), true)).contains(file);
    assertThat(file).hasContent(text);
    Settings settings = new Settings(Map.of("waybill.secret.keys-file", file.toString())::get);
    assertThat(settings.get(SecretSettings.KEYS_FILE).orElseThrow().first()).isEqualTo("k1");
  }

  @Test
  void isNotMadeForADatabaseThatOthersShare() {
    assertThat(SecretKeyFile.of(NOTHING_SET, new DataFolder(folder), false)).isEmpty();
    assertThat(folder).isEmptyDirectory();
    Path made = SecretKeyFile.of(NOTHING_SET, new DataFolder(folder), true).orElseThrow();
    assertThat(SecretKeyFile.of(NOTHING_SET, new DataFolder(folder), false)).contains(made);
  }

  @Test
  void givesWayToKeysThatAreSet() {
    String key = "a=" + "A".repeat(43) + "=";
    Settings set = new Settings(Map.of("waybill.secret.keys", key)::get);
    assertThat(SecretKeyFile.of(set, new DataFolder(folder), true)).isEmpty();
  }
}
