package org.waybill.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers send is read within bounds, and what is refused is named. */
class JsonInputTest {

  private static final String BACKSLASH_U = "\\u";

  @Test
  void readsWhatIsWithinBounds() {
    String deep = "[".repeat(JsonBounds.DEPTH - 1) + "]".repeat(JsonBounds.DEPTH - 1);
    String number = "-" + "9".repeat(JsonBounds.NUMBER - 1);
    String text = "{\"a\":{\"b\":[1,2.5e-400,%s,true,null,\"\\ud83d\\ude00 😀 \\n\"]},\"c\":%s} ";

    JsonObject read = Json.readInput(text.formatted(number, deep)).asJsonObject();

    assertThat(read.getJsonObject("a").getJsonArray("b").getString(5)).isEqualTo("😀 😀 \n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "]",
        "}",
        "[1,]",
        "{\"a\"}",
        "{\"a\":}",
        "nul",
        "01",
        "1.",
        "\"a",
        "\"\\",
        "\"\\u12",
        "1x",
        "truex",
        "1.5.5",
        "1e",
        "\"\\x\"",
        "+1",
        "{a:1}",
        "'a'",
        "\u0001",
        "[1 2]",
        "{\"a\":1 \"b\":2}"
      })
  void whatIsNoJsonIsAJsonException(String text) {
    assertThatThrownBy(() -> Json.readInput(text)).isInstanceOf(JsonException.class);
  }

  @Test
  void depthHasABound() {
    String deep = "{\"input\":{\"a\":[0," + "[".repeat(100_000);

    RefusedJson refused = refused(deep);

    assertThat(refused.path()).startsWith("input.a[1][0]");
    assertThat(refused).hasMessageContaining("nested too deeply");
  }

  @ParameterizedTest
  @CsvSource({
    "1e401, exponents",
    "1E+1000000000, exponents",
    "-1e-99999999999999999999, exponents",
    "0.1e401, exponents"
  })
  void exponentsHaveABound(String number, String says) {
    RefusedJson refused = refused("{\"input\":{\"n\":[1," + number + "]}}");

    assertThat(refused.path()).isEqualTo("input.n[1]");
    assertThat(refused).hasMessageContaining(says);
  }

  @Test
  void numbersHaveABound() {
    RefusedJson refused = refused("{\"a\":{\"n\":" + "9".repeat(1_101) + "}}");

    assertThat(refused.path()).isEqualTo("a.n");
    assertThat(refused).hasMessageContaining("1101 characters").hasMessageContaining("at most 100");
  }

  @Test
  void countsHaveBounds() {
    String elements = String.join(",", Collections.nCopies(JsonBounds.ELEMENTS + 1, "0"));
    String members = String.join(",", Collections.nCopies(JsonBounds.MEMBERS + 1, "\"a\":0"));
    String row = "[" + String.join(",", Collections.nCopies(1_000, "0")) + "]";
    String values = String.join(",", Collections.nCopies(JsonBounds.VALUES / 1_000, row));

    assertThat(refused("{\"a\":[" + elements + "]}").isTooLarge()).isTrue();
    assertThat(refused("{\"a\":[" + elements + "]}").path()).isEqualTo("a");
    assertThat(refused("{\"a\":{" + members + "}}").path()).isEqualTo("a");
    assertThat(refused("[" + values + "]")).hasMessageContaining("too many values");
    assertThat(refused("{\"" + "n".repeat(1_001) + "\":1}")).hasMessageContaining("1001 char");
    assertThat(refused("\"" + "n".repeat(JsonBounds.STRING + 1) + "\"").isTooLarge()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{} {}", "{}x", "{},", "1 2", "\"a\"\"b\"", "null,", "[]]", "{}\u0000"})
  void textAfterTheDocumentIsRefused(String text) {
    assertThat(refused(text)).hasMessageContaining("has content after its end");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\ud800",
        "\\udc00",
        "\\ud800b",
        "\\ud800\\u0041",
        "\\udc00\\ud800",
        "\\uD83D",
        "\\uD83D\\n",
        "\ud800",
        "\udc00\ud800",
        "\ud83d" + BACKSLASH_U + "de00"
      })
  void halvesOfSurrogatePairsAreRefused(String text) {
    assertThat(refused("{\"a\":{\"b\":\"x" + text + "\"}}").path()).isEqualTo("a.b");
    assertThat(refused("{\"a\":{\"" + text + "\":1}}").path()).startsWith("a.");
  }

  @Test
  void nulIsRefusedAsEscapeAndAsItself() {
    String escaped = BACKSLASH_U + "0000";

    assertThat(refused("{\"tags\":[\"a\",\"b" + escaped + "\"]}").path()).isEqualTo("tags[1]");
    assertThatThrownBy(() -> Json.readInput("{\"a\":\"\0\"}")).isInstanceOf(JsonException.class);
    assertThat(Json.readInput("{\"a\":\"\\\\u0000\"}").toString()).contains("\\\\u0000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"a\":1,\"a\":2}", "{\"a\":1,\"b\":{},\"\\u0061\":2}", "{\"a\":{},\"a\":[]}"})
  void noNameIsGivenTwice(String object) {
    RefusedJson refused = refused("{\"input\":[{\"x\":{\"y\":1}}," + object + "]}");

    assertThat(refused.path()).isEqualTo("input[1].a");
    assertThat(refused).hasMessageContaining("given more than once");
  }

  @Test
  void readsTheEncodingsOfTheStandardAndNoOther() {
    for (String encoding : new String[] {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"}) {
      assertThat(bytes("{\"ä\":\"😀\"}".getBytes(Charset.forName(encoding))).toString())
          .as(encoding)
          .isEqualTo("{\"ä\":\"😀\"}");
    }
    byte[] latin = "{\"a\":\"ä\"}".getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> bytes(latin)).isInstanceOf(RefusedJson.class);
    assertThatThrownBy(() -> bytes(new byte[] {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'}))
        .isInstanceOf(RefusedJson.class);
  }

  @Test
  void whatWasStoredBeforeThereWereBoundsIsStillRead() {
    String escaped = BACKSLASH_U + "0000";

    assertThat(Json.read("[\"" + escaped + "\"," + "9".repeat(500) + "]").asJsonArray()).hasSize(2);
    assertThatThrownBy(() -> Json.read("9".repeat(2_000))).isInstanceOf(JsonException.class);
    assertThatThrownBy(() -> Json.read("[".repeat(5_000))).isInstanceOf(JsonException.class);
  }

  @Test
  void aPathIsShownWithoutControlCharactersAndNotAtAnyLength() {
    String path = refused("{\"" + "n".repeat(500) + "\\n\\u202e\":{\"b\":1e999}}").path();

    assertThat(path).hasSizeLessThan(100).doesNotContain("\n").doesNotContain("\u202e");
  }

  private static Object bytes(byte[] bytes) {
    return Json.readInput(new ByteArrayInputStream(bytes));
  }

  private static RefusedJson refused(String text) {
    return catchThrowableOfType(RefusedJson.class, () -> Json.readInput(text));
  }
}
