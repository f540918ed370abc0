package org.waybill.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChunkerTest {

  @Test
  void keepsAShortPageWhole() {
    assertThat(cut("One sentence.\nAnd another\none."))
        .containsExactly("One sentence. And another one.");
  }

  @Test
  void findsNothingWhereThereAreNoWords() {
    assertThat(cut("")).isEmpty();
    assertThat(cut(" \n\n\u0000 … --- \n")).isEmpty();
  }

  @Test
  void joinsWhatAHyphenParted() {
    assertThat(cut("The infor-\nmation desk.")).containsExactly("The information desk.");
  }

  @Test
  void cutsBetweenSentencesAndRepeatsAShortLastOne() {
    String long1 = "A" + " word".repeat(50) + ".";
    String short1 = "It is brief.";
    String long2 = "B" + " word".repeat(50) + ".";

    List<String> chunks = cut(long1 + " " + short1 + " " + long2);

    assertThat(chunks).containsExactly(long1 + " " + short1, short1 + " " + long2);
  }

  @Test
  void cutsWhatHasNoSentences() {
    List<String> chunks = cut("cell ".repeat(2_000));

    assertThat(chunks).hasSizeGreaterThan(20).allMatch(chunk -> chunk.length() <= 720);
    assertThat(cut("x".repeat(5_000))).allMatch(chunk -> chunk.length() <= 720);
  }

  @Test
  void dropsWhatADatabaseCannotStore() {
    assertThat(cut("a\u0000b \ud800c\ufffd")).containsExactly("ab c");
  }

  @Test
  void knowsTheHeadingsOfEachChunk() {
    Chunker chunker = new Chunker();
    String page =
        "Before.\n\n%1$sOne\n\nFirst text.\n\n%2$sPart\n\nSecond text.\n"
            .formatted(Headings.mark(1), Headings.mark(2));

    assertThat(chunker.cut(page))
        .containsExactly(
            new Chunker.Piece(null, "Before."),
            new Chunker.Piece("One", "One First text."),
            new Chunker.Piece("One › Part", "Part Second text."));
    assertThat(chunker.cut("Of the next page.\n" + Headings.mark(1) + "Two"))
        .containsExactly(
            new Chunker.Piece("One › Part", "Of the next page."), new Chunker.Piece("Two", "Two"));
  }

  private static List<String> cut(String page) {
    return new Chunker().cut(page).stream().map(Chunker.Piece::text).toList();
  }
}
