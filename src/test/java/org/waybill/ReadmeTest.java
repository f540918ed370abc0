package org.waybill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.waybill.config.KnownSettings;
import org.waybill.config.Setting;
import org.waybill.docs.DocPage;

/** What the README lists is what the code has. */
class ReadmeTest {

  @Test
  void theReadmeListsEverySetting() {
    String table =
        KnownSettings.ALL.stream().map(ReadmeTest::row).collect(Collectors.joining("\n"));
    assertThat(readme().section("settings"))
        .isEqualTo("| variable | default | allowed | meaning |\n|---|---|---|---|\n" + table);
  }

  @Test
  void theReadmeDrawsTheStateMachine() {
    assertThat(readme().section("states")).isEqualTo(StatePicture.mermaid());
  }

  private static String row(Setting<?> setting) {
    String standard = setting.defaultText().isEmpty() ? "unset" : "`" + setting.defaultText() + "`";
    return "| `%s` | %s | %s | %s |"
        .formatted(setting.env(), standard, setting.allowed(), setting.meaning());
  }

  private static DocPage readme() {
    return DocPage.read(Path.of("README.md"));
  }
}
