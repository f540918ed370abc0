package org.waybill.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoverProcessesTest {

  @TempDir private Path folder;
  private LeftoverProcesses life;
  private Process process;

  @BeforeEach
  void begin() throws IOException {
    life = LeftoverProcesses.of(new DataFolder(folder));
    process = new ProcessBuilder("sleep", "60").start();
  }

  @AfterEach
  void end() {
    process.destroyForcibly();
  }

  @Test
  void hasLeftNothingBeforeTheFirst() {
    assertThat(life.left()).isEmpty();
  }

  @Test
  void endsWhatItLeft() {
    life.remember(List.of(process.toHandle()));
    life.end();
    // This JVM is its parent and may learn of its end a little later than the system does.
    assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(10));
    assertThat(life.left()).isEmpty();
  }

  @Test
  void sparesAStrangerWithTheSameProcessId() throws IOException {
    Files.writeString(folder.resolve("processes"), process.pid() + " 2001-01-01T00:00:00Z\n");
    life.end();
    assertThat(process.isAlive()).isTrue();
  }
}
