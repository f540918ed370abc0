package org.waybill.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waybill.config.Settings;

class CredentialsTest {

  private static final Settings NOTHING_SET = new Settings(name -> null);

  @TempDir private Path folder;

  @Test
  void areReadableByTheirOwnerOnly() throws IOException {
    Credentials.of(NOTHING_SET, new DataFolder(folder));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
  }

  @Test
  void stayTheSameOnceMade() {
    Credentials first = Credentials.of(NOTHING_SET, new DataFolder(folder));
    assertThat(Credentials.of(NOTHING_SET, new DataFolder(folder))).isEqualTo(first);
    assertThat(first.database()).hasSize(32).isNotEqualTo(first.broker());
  }

  @Test
  void giveWayToThoseThatAreSet() {
    Map<String, String> set = Map.of("waybill.db.password", "open sesame");
    Credentials credentials = Credentials.of(new Settings(set::get), new DataFolder(folder));
    assertThat(credentials.database()).isEqualTo("open sesame");
  }

  @Test
  void leaveNoOtherFile() throws IOException {
    Credentials.of(NOTHING_SET, new DataFolder(folder));
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file());
    }
  }

  private Path file() {
    return folder.resolve("credentials");
  }
}
