package org.waybill.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.waybill.running.RunningServer;

/**
 * Runs each {@code bash} block of the documentation, as a reader would, with {@code WAYBILL} and
 * {@code TOKEN} set. Blocks of one page share a folder, not their variables. {@code bash no-run}
 * marks one that cannot run here; its page says why.
 *
 * <p>Parameterized, since this version of Failsafe takes a dynamic test that fails for a success.
 */
class DocsIT {

  private static final int SECONDS = 60;

  private static final Map<String, Path> FOLDERS = new HashMap<>();

  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = RunningServer.start(Map.of("WAYBILL_OUTBOUND_ALLOW", "127.0.0.1"));
  }

  @AfterAll
  static void end() {
    server.close();
  }

  /** A block and where it stands. */
  record Example(DocPage page, DocPage.Block block) {
    @Override
    public String toString() {
      return page.name() + ": " + block.heading() + " (line " + block.line() + ")";
    }
  }

  static Stream<Example> examples() {
    return DocPage.all().stream()
        .flatMap(page -> page.blocks().stream().map(block -> new Example(page, block)))
        .filter(example -> example.block().isRunnable());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void everyExampleRuns(Example example) throws Exception {
    Path folder =
        FOLDERS.computeIfAbsent(
            example.page().name(), page -> RunningServer.newFolder("docs-" + page + "-"));
    run(example.page(), example.block(), folder);
  }

  private static void run(DocPage page, DocPage.Block block, Path folder) throws Exception {
    Path output = folder.resolve("line-" + block.line() + ".out");
    Process bash = start(block, folder, output);
    boolean ended = bash.waitFor(SECONDS, TimeUnit.SECONDS);
    if (!ended) {
      bash.descendants().forEach(ProcessHandle::destroyForcibly);
      bash.destroyForcibly().waitFor();
    }
    String where = page.file() + ":" + block.line();
    String wrote = Files.readString(output);
    assertThat(ended).as("%s ends within %d s; it wrote:%n%s", where, SECONDS, wrote).isTrue();
    assertThat(bash.exitValue()).as("exit code of %s, which wrote:%n%s", where, wrote).isZero();
  }

  private static Process start(DocPage.Block block, Path folder, Path output) throws IOException {
    Path script = folder.resolve("line-" + block.line() + ".sh");
    Files.writeString(script, block.text() + "\n");
    ProcessBuilder bash =
        new ProcessBuilder("bash", "-euo", "pipefail", script.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    bash.environment().put("WAYBILL", server.base().toString());
    bash.environment().put("TOKEN", server.operatorToken());
    return bash.start();
  }
}
