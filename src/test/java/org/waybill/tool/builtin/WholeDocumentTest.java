package org.waybill.tool.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.waybill.document.DocumentPage;
import org.waybill.document.PagePassage;
import org.waybill.json.Json;

/** What is told of a whole document without a model. */
class WholeDocumentTest {

  @Test
  void headingsHaveTheirLevelAndFirstPage() {
    var headings =
        Outline.of(
                List.of(
                    new PagePassage(1, null, "Before."),
                    new PagePassage(1, "Fruit", "a"),
                    new PagePassage(2, "Fruit › Pears", "b"),
                    new PagePassage(3, "Fruit › Pears", "c"),
                    new PagePassage(4, "Fruit › Quinces › Jam", "d"),
                    new PagePassage(5, "Nuts", "e")))
            .build();

    assertThat(headings.getValuesAs(JsonObject.class))
        .extracting(
            each -> each.getInt("level") + " " + each.getString("text") + " " + each.getInt("page"))
        .containsExactly("1 Fruit 1", "2 Pears 2", "2 Quinces 4", "3 Jam 4", "1 Nuts 5");
  }

  @Test
  void sectionsAreThoseOfTheOuterHeadingsAndNotTooMany() {
    var few =
        Outline.sections(
            List.of(
                new PagePassage(1, "Fruit › Pears", "a"),
                new PagePassage(2, "Fruit", "b"),
                new PagePassage(2, "Nuts", "c")));
    var none = IntStream.rangeClosed(1, 25).mapToObj(i -> new PagePassage(i, null, "x")).toList();
    var many =
        IntStream.rangeClosed(1, 2_000)
            .mapToObj(i -> new PagePassage(i, "Part " + i, "x"))
            .toList();

    assertThat(few)
        .containsExactly(
            new Outline.Section("Fruit", 1, 2, "a\nb"), new Outline.Section("Nuts", 2, 2, "c"));
    assertThat(Outline.sections(none)).extracting(Outline.Section::from).containsExactly(1, 11, 21);
    assertThat(Outline.sections(many)).hasSize(100);
  }

  @Test
  void tablesAreRowsWithBars() {
    JsonObject tables =
        tables(
            "Prices\n\nName | Price\n\nPears, \"red\" | 3\n | 4\n\nText.\n\nA line | alone.\n\nEnd.");

    assertThat(tables.getJsonArray("tables").getValuesAs(JsonObject.class))
        .singleElement()
        .satisfies(
            table -> {
              assertThat(table.getInt("rows")).isEqualTo(3);
              assertThat(table.getString("csv"))
                  .isEqualTo("Name,Price\r\n\"Pears, \"\"red\"\"\",3\r\n,4");
            });
    assertThat(tables("a | b\nc | d\n".repeat(60_000)).getBoolean("truncated")).isTrue();
  }

  private static JsonObject tables(String page) {
    JsonObjectBuilder result = Json.object();
    PageTables.add(result, List.of(DocumentPage.asRead(1, page)));
    return result.build();
  }

  @Test
  void anExtractIsMadeOfSentencesOfTheText() {
    String text =
        "Pumps move water through the whole building. It is so. Water pumps need water of good"
            + " quality in the building. Lunch is at noon on most days here. The pumps of the"
            + " building are checked for water every week. Yes.";

    assertThat(Extract.of(text))
        .contains("Water pumps need water")
        .contains("The pumps of the building")
        .doesNotContain("Lunch");
    assertThat(Extract.of("")).isEmpty();
  }
}
