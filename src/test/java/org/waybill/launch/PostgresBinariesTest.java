package org.waybill.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two launchers that start at the same time unpack the same programs. */
class PostgresBinariesTest {

  @TempDir private Path folder;

  @Test
  void whoIsSecondUsesWhatTheFirstHasUnpacked() throws IOException {
    Path target = folder.resolve("postgresql-1");
    PostgresBinaries.publish(unpacked("first"), target);
    Path second = unpacked("second");

    PostgresBinaries.publish(second, target);

    assertThat(target.resolve("bin/postgres")).hasContent("first");
    assertThat(second).doesNotExist();
  }

  @Test
  void anyOtherFailureStopsTheStart() throws IOException {
    Path fresh = unpacked("first");
    assertThatThrownBy(() -> PostgresBinaries.publish(fresh, folder.resolve("absent/target")))
        .isInstanceOf(FileSystemException.class);
  }

  private Path unpacked(String content) throws IOException {
    Path fresh = Files.createTempDirectory(folder, "fresh-");
    Files.createDirectory(fresh.resolve("bin"));
    Files.writeString(fresh.resolve("bin/postgres"), content);
    return fresh;
  }
}
