package org.waybill.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.waybill.StatePicture;
import org.waybill.task.TaskStatus;

/** The pages are complete, and the reader finds them. */
class DocsTest {

  private static final Set<String> BASH = Set.of("bash", "bash no-run");

  @Test
  void eachPageBeginsWithItsTitle() {
    assertThat(DocPage.all())
        .isNotEmpty()
        .allSatisfy(page -> assertThat(page.lines().get(0)).as(page.name()).matches("# \\S.*"));
  }

  @Test
  void theReadmeLinksToEachPage() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    assertThat(DocPage.all().stream().map(DocPage::name))
        .filteredOn(page -> !readme.contains("](src/docs/" + page + ".md)"))
        .as("pages without a link")
        .isEmpty();
  }

  @Test
  void eachBlockThatLooksRunnableIsMarkedAsOneThatRunsOrOneThatDoesNot() {
    for (DocPage page : DocPage.all()) {
      assertThat(page.blocks())
          .as(page.name())
          .filteredOn(block -> block.info().matches("(bash|sh|shell|console)\\b.*"))
          .allSatisfy(block -> assertThat(BASH).contains(block.info()));
    }
  }

  @Test
  void theStatesAreDrawnFromTheTable() {
    assertThat(states().section("states")).isEqualTo(StatePicture.mermaid());
  }

  @Test
  void eachTransitionIsExplainedByASentence() {
    List<String> rows =
        states().section("transitions").lines().skip(2).map(row -> row.replace("`", "")).toList();
    assertThat(rows.stream().map(row -> row.split("\\|")[1].strip()))
        .containsExactlyElementsOf(
            Arrays.stream(TaskStatus.values())
                .flatMap(from -> from.next().stream().sorted().map(to -> arrow(from, to)))
                .toList());
    assertThat(rows)
        .allSatisfy(row -> assertThat(row.split("\\|")[2].strip()).matches("\\S.{20,}\\."));
  }

  private static String arrow(TaskStatus from, TaskStatus to) {
    return from.label() + " → " + to.label();
  }

  private static DocPage states() {
    return DocPage.read(DocPage.FOLDER.resolve("states.md"));
  }
}
