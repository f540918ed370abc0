package org.waybill.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".", "..", "a/b", "/", "a\\b", "\n", "a\rb", "\u0000", "\u007f", "\u0085", "\u2028",
        "\ud800", "a\udc00"
      })
  void noPathCanCarryThese(String id) {
    assertThatThrownBy(() -> FieldText.id("chatId", id))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("chatId ")
        .extracting(e -> ((Problem) e).field())
        .isEqualTo("chatId");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "...", "a.b", "a b", "ä", "😀", "a:b;c=d?e#f%g", "order-17@x"})
  void pathsCanCarryThese(String id) {
    assertThat(FieldText.id("chatId", id)).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+999999999-12-31T23:59:59Z",
        "-0001-01-01T00:00:00Z",
        "0000-12-31T23:59:59Z",
        "0001-01-01T00:00:00+18:00",
        "9999-12-31T23:59:59-18:00",
        "10000-01-01T00:00:00Z",
        "+10000-01-01T00:00:00Z",
        "2026-02-30T00:00:00Z",
        "now",
        ""
      })
  void theseAreNoTimes(String text) {
    assertThatThrownBy(() -> FieldText.time("createdFrom", text))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("createdFrom is ");
  }

  @Test
  void aBodyNamesTheFieldThatIsWrong() {
    RequestBody body =
        body("{\"n\":1e30,\"d\":9223372036854775807,\"t\":\"99999999d\",\"tags\":[\"a\\nb\"]}");

    assertThatThrownBy(() -> body.number("n", 0, 0, 9)).hasMessageContaining("n is ");
    assertThatThrownBy(() -> body.duration("d", null, Duration.ZERO, Duration.ofDays(1)))
        .hasMessageContaining("d is ");
    assertThatThrownBy(() -> body.duration("t", null, Duration.ZERO, Duration.ofDays(1)))
        .hasMessageContaining("t is ");
    assertThatThrownBy(() -> body.texts("tags", 5, 5)).hasMessageContaining("tags has ");
  }

  @Test
  void whatClientsSendOfThemselvesIsWelcome() {
    RequestBody body = body("{\"dependsOn\":[],\"types\":null}");

    assertThat(body.array("dependsOn", 9)).isNull();
    assertThat(body.array("types", 9)).isNull();
    assertThat(body.text("types", 9)).isNull();
  }

  @Test
  void aWrongValueIsNotShownAtItsWholeLength() {
    assertThat(RequestBody.wrong("a", "is '" + "x".repeat(100_000) + "'", "b").detail())
        .hasSizeLessThan(400);
  }

  private static RequestBody body(String json) {
    return RequestBody.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }
}
