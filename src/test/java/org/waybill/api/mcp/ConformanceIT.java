package org.waybill.api.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.waybill.running.NodePackages;
import org.waybill.running.RunningServer;

/**
 * The protocol's own checks of servers of revision 2026-07-28, of an alpha version. Many of them
 * need tools that only a server for these checks has; they stand in {@code known-failures.txt}.
 */
@Tag("interop")
class ConformanceIT {

  private static final String FAILED = "failed ";
  private static final String PASSED = "passed ";

  @Test
  void whatTheChecksFindIsKnown() throws Exception {
    NodePackages packages = NodePackages.install("mcp-conformance", "mcp-conformance");
    try (RunningServer server = RunningServer.start(Map.of())) {
      packages.run(
          List.of("node", "run.mjs"),
          Map.of("WAYBILL", server.base().toString(), "TOKEN", server.operatorToken()));
    }
    List<String> output = Files.readAllLines(packages.folder().resolve("output.txt"));
    List<String> known =
        Files.readAllLines(Path.of("src/test/mcp-conformance/known-failures.txt")).stream()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .toList();
    assertThat(output)
        .filteredOn(line -> line.startsWith(FAILED))
        .extracting(line -> line.substring(FAILED.length()))
        .containsExactlyInAnyOrderElementsOf(known);
    assertThat(output)
        .filteredOn(line -> line.startsWith(PASSED))
        .singleElement()
        .extracting(line -> Integer.parseInt(line.substring(PASSED.length())))
        .satisfies(passed -> assertThat(passed).isGreaterThan(100));
  }
}
