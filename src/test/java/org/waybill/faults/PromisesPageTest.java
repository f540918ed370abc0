package org.waybill.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.waybill.docs.DocPage;

/** The guide promises what is checked, and shows the figures that the suite writes. */
class PromisesPageTest {

  private static final DocPage PAGE = DocPage.read(DocPage.FOLDER.resolve("promises.md"));

  @Test
  void itNamesEachRule() {
    assertThat(PAGE.section("rules"))
        .isEqualTo(
            Stream.of(Rule.values()).map(PromisesPageTest::line).collect(Collectors.joining("\n")));
  }

  @Test
  void itsTableIsTheOneThatIsWritten() {
    assertThat(PAGE.section("figures") + "\n").startsWith(Verdict.HEAD);
  }

  private static String line(Rule rule) {
    String name = rule.name();
    return "- **%s%s**: %s"
        .formatted(
            name.charAt(0), name.substring(1).toLowerCase(java.util.Locale.ROOT), rule.sentence());
  }
}
