package org.waybill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.waybill.config.Knob;
import org.waybill.config.Knobs;
import org.waybill.task.TaskStatus;

/** What the README lists is what the code has. */
class ReadmeTest {

  @Test
  void theReadmeListsEverySetting() throws IOException {
    String table = Knobs.ALL.stream().map(ReadmeTest::row).collect(Collectors.joining("\n"));
    assertThat(section("settings"))
        .isEqualTo("| variable | default | allowed | meaning |\n|---|---|---|---|\n" + table);
  }

  @Test
  void theReadmeDrawsTheStateMachine() throws IOException {
    String arrows =
        Arrays.stream(TaskStatus.values())
            .flatMap(
                from ->
                    from.next().stream()
                        .sorted()
                        .map(to -> "    " + from.label() + " --> " + to.label()))
            .collect(Collectors.joining("\n"));
    assertThat(section("states"))
        .isEqualTo("```mermaid\nstateDiagram-v2\n    [*] --> queued\n" + arrows + "\n```");
  }

  private static String row(Knob<?> knob) {
    String standard = knob.defaultText().isEmpty() ? "unset" : "`" + knob.defaultText() + "`";
    return "| `%s` | %s | %s | %s |"
        .formatted(knob.env(), standard, knob.allowed(), knob.meaning());
  }

  private static String section(String name) throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    String begin = "<!-- " + name + " -->\n";
    int from = readme.indexOf(begin) + begin.length();
    return readme.substring(from, readme.indexOf("<!-- /" + name + " -->")).strip();
  }
}
