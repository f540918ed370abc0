package org.waybill.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ids are those of Hugging Face's own tokenizer for the same file. */
class WordPieceTest {

  private static WordPiece tokenizer;

  @BeforeAll
  static void read() throws IOException {
    tokenizer =
        WordPiece.read(
            WordPieceTest.class.getResourceAsStream("/all-minilm-l6-v2-q-tokenizer.json"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        "Hello, world! | 101 7592 1010 2088 999 102",
        "The quick brown fox jumps over the lazy dog. | 101 1996 4248 2829 4419 14523 2058 1996 13971 3899 1012 102",
        "Überprüfung der Wärmepumpe bei −20 °C | 101 19169 18098 16093 5575 4315 4010 13699 24237 2063 21388 1597 11387 6362 102",
        "naïve café — résumé | 101 15743 7668 1517 13746 102",
        "ERR-4711: unbelievable_tokenisation $5.00 | 101 9413 2099 1011 4700 14526 1024 23653 1035 19204 6648 1002 1019 1012 4002 102",
        "日本語 text | 101 1864 1876 1950 3793 102",
        "Straße 12 | 101 2358 27807 2260 102",
        "e=mc² ½ | 101 1041 1027 11338 10701 1092 102",
        "emoji 😀 ok | 101 7861 29147 2072 100 7929 102",
        "Füße ＡＢ | 101 11865 17499 100 102",
      })
  void findsTheIdsThatTheModelKnows(String text, String ids) {
    assertThat(tokenizer.ids(text, 256)).containsExactly(numbers(ids));
  }

  @Test
  void separatesEveryMarkOfCodeAndDropsWhatCannotBeSeen() {
    assertThat(tokenizer.ids("`code` <b>^|~</b>", 256))
        .containsExactly(
            numbers("101 1036 3642 1036 1026 1038 1028 1034 1064 1066 1026 1013 1038 1028 102"));
    assertThat(tokenizer.ids("a\tb\nc\u00a0d\u200be", 256))
        .containsExactly(numbers("101 1037 1038 1039 2139 102"));
  }

  @Test
  void doesNotKnowWordsThatNobodyWrites() {
    assertThat(tokenizer.ids("x".repeat(101) + " end", 256)).containsExactly(101, 100, 2203, 102);
  }

  @Test
  void cutsOffWhatIsTooLongButKeepsTheEnd() {
    assertThat(tokenizer.ids("word ".repeat(1_000), 16)).hasSize(16).endsWith(102);
  }

  private static long[] numbers(String text) {
    return java.util.Arrays.stream(text.split(" ")).mapToLong(Long::parseLong).toArray();
  }
}
