package org.waybill.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.waybill.time.Ticker;

@Timeout(60)
class CommandsTest {

  private static final Duration LONG = Duration.ofMinutes(5);
  private static final long MUCH = 1_000_000;

  private static final String SCRIPT = "echo a > b; ls; env; echo no >&2; exit 3";

  private final Commands commands = new Commands(new Ticker());

  @AfterEach
  void end() {
    commands.close();
  }

  private Command.Result run(String script, Duration time, long most, BooleanSupplier stopped)
      throws Exception {
    try (WorkFolder folder = WorkFolder.create()) {
      return commands.run(new Command(List.of("sh", "-c", script), time, most, stopped), folder);
    }
  }

  @Test
  void aCommandHasAFolderOfItsOwnAndNothingOfTheEnvironment() throws Exception {
    Command.Result result = run(SCRIPT, LONG, MUCH, () -> false);

    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.errors()).isEqualTo("no");
    List<String> lines = result.output().lines().toList();
    assertThat(lines).startsWith("b").anyMatch(line -> line.startsWith("HOME="));
    assertThat(System.getenv().keySet())
        .filteredOn(name -> !List.of("PATH", "HOME", "PWD", "SHLVL", "_", "LC_ALL").contains(name))
        .allSatisfy(name -> assertThat(lines).noneMatch(line -> line.startsWith(name + "=")));
  }

  @Test
  void aCommandIsKilledAtItsLimits() {
    assertThatThrownBy(() -> run("sleep 1000", Duration.ofMillis(300), MUCH, () -> false))
        .isInstanceOf(UnusableMedia.class)
        .hasMessageStartingWith("it takes longer than");
    assertThatThrownBy(
            () -> run("while true; do head -c 100000 /dev/zero; done", LONG, MUCH, () -> false))
        .isInstanceOfSatisfying(
            UnusableMedia.class, e -> assertThat(e.reason()).isEqualTo("media_too_large"));
  }

  @Test
  void aCommandThatIsStoppedIsKilledWithItsChildren(@TempDir Path beside) throws Exception {
    Path pid = beside.resolve("pid");
    String script = "sleep 1000 & echo $! > %1$s.part; mv %1$s.part %1$s; wait".formatted(pid);

    assertThatThrownBy(() -> run(script, LONG, MUCH, () -> Files.exists(pid)))
        .isInstanceOf(InterruptedException.class);

    long child = Long.parseLong(Files.readString(pid).strip());
    await().until(() -> ProcessHandle.of(child).stream().noneMatch(ProcessHandle::isAlive));
  }

  @Test
  void aProgramThatIsNotThereIsNamed() {
    Command missing = new Command(List.of("no-such-program"), LONG, MUCH, () -> false);

    assertThatThrownBy(
            () -> {
              try (WorkFolder folder = WorkFolder.create()) {
                commands.run(missing, folder);
              }
            })
        .hasMessage("The command 'no-such-program' cannot be run");
  }

  @Test
  void mediaAreToldFromOtherFilesByTypeOrName() {
    Map<String, Optional<String>> types =
        Map.of(
            "application/octet-stream talk.MP3", Optional.of("audio/mpeg"),
            "text/plain list.m3u8", Optional.of("application/vnd.apple.mpegurl"),
            "text/plain code.ts", Optional.empty(),
            "text/html film.mp4", Optional.empty(),
            "video/x-anything film", Optional.of("video/x-anything"));

    types.forEach(
        (given, type) ->
            assertThat(MediaKind.typeOf(given.split(" ")[0], given.split(" ")[1]))
                .as(given)
                .isEqualTo(type));
  }
}
