package org.waybill.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentencesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a. B | a. / B",
        "a. b | a. b",
        "a.B | a.B",
        "Costs 3.5 or 3. 5 | Costs 3.5 or 3. 5",
        "\"a.\" B | \"a.\" / B",
        "a. (B) c | a. / (B) c",
        "a! b | a! / b",
        "Why?! Because... Yes. | Why?! / Because... / Yes.",
        "a? (b | a? / (b",
        "Nr. 5 z.B. so | Nr. 5 z.B. so",
        "Erst. Österreich | Erst. / Österreich",
        "終わり。次 | 終わり。 / 次",
        "... | ...",
      })
  void endWhereABeginningFollows(String text, String sentences) {
    assertThat(String.join(" / ", Sentences.of(text))).isEqualTo(sentences);
  }

  @Test
  void anEmptyLinePartsThemAlways() {
    assertThat(Sentences.of("one.\n\ntwo")).containsExactly("one.", "two");
    assertThat(Sentences.of("one.\ntwo")).containsExactly("one.\ntwo");
    assertThat(Sentences.of(" \n ")).isEmpty();
  }

  @Test
  void takesLinearTime() throws Exception {
    Growth.isLinear(Sentences::of);
  }
}
