package org.waybill.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChunkerTest {

  @Test
  void keepsAShortPageWhole() {
    assertThat(Chunker.cut("One sentence.\nAnd another\none."))
        .containsExactly("One sentence. And another one.");
  }

  @Test
  void findsNothingWhereThereAreNoWords() {
    assertThat(Chunker.cut("")).isEmpty();
    assertThat(Chunker.cut(" \n\n\u0000 … --- \n")).isEmpty();
  }

  @Test
  void joinsWhatAHyphenParted() {
    assertThat(Chunker.cut("The infor-\nmation desk.")).containsExactly("The information desk.");
  }

  @Test
  void cutsBetweenSentencesAndRepeatsAShortLastOne() {
    String long1 = "A" + " word".repeat(50) + ".";
    String short1 = "It is brief.";
    String long2 = "B" + " word".repeat(50) + ".";

    List<String> chunks = Chunker.cut(long1 + " " + short1 + " " + long2);

    assertThat(chunks).containsExactly(long1 + " " + short1, short1 + " " + long2);
  }

  @Test
  void cutsWhatHasNoSentences() {
    List<String> chunks = Chunker.cut("cell ".repeat(2_000));

    assertThat(chunks).hasSizeGreaterThan(20).allMatch(chunk -> chunk.length() <= 720);
    assertThat(Chunker.cut("x".repeat(5_000))).allMatch(chunk -> chunk.length() <= 720);
  }

  @Test
  void dropsWhatADatabaseCannotStore() {
    assertThat(Chunker.cut("a\u0000b \ud800c\ufffd")).containsExactly("ab c");
  }
}
