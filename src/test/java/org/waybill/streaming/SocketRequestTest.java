package org.waybill.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client's frame may say, and what is said of one that does not. */
class SocketRequestTest {

  @Test
  void membersAreReadByTheirKind() {
    SocketRequest frame =
        SocketRequest.read(
            " {\"action\":\"subscribe\",\"after\":7.0,\"board\":true,\"clock\":false} ");
    assertThat(frame.text("action")).isEqualTo("subscribe");
    assertThat(frame.count("after")).isEqualTo(7);
    assertThat(frame.flag("board")).isTrue();
    assertThat(frame.flag("clock")).isFalse();
    assertThat(frame.count("absent")).isZero();
    assertThat(frame.text("absent")).isEmpty();
    assertThat(frame.flag("absent")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "x",
        "{",
        "}",
        "[]",
        "null",
        "1",
        "\"a\"",
        "{}{}",
        "{} x",
        "{},{}",
        "{}]",
        "{}],[{}",
        "{\"a\":}",
        "{\"a\":1e}",
        "\u0000"
      })
  void whatIsNotOneObjectIsRefused(String frame) {
    assertThatThrownBy(() -> SocketRequest.read(frame)).isInstanceOf(SocketRequest.Wrong.class);
  }

  @Test
  void depthAndNumbersBeyondTheParserAreRefused() {
    for (String frame :
        new String[] {
          "{\"a\":" + "[".repeat(16_000),
          "{\"a\":" + "[".repeat(8_000) + "]".repeat(8_000) + "}",
          "{\"a\":".repeat(3_000),
          "{\"after\":" + "9".repeat(5_000) + "}",
          "{\"after\":1" + "0".repeat(1_101) + "}",
        }) {
      assertThatThrownBy(() -> SocketRequest.read(frame).count("after"))
          .isInstanceOf(SocketRequest.Wrong.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "after, '{\"after\":\"1\"}'",
    "after, '{\"after\":-1}'",
    "after, '{\"after\":1.5}'",
    "after, '{\"after\":1e100}'",
    "after, '{\"after\":1e999}'",
    "after, '{\"after\":2147483648}'",
    "after, '{\"after\":null}'",
    "after, '{\"after\":[1]}'"
  })
  void aCountIsAWholeNumber(String member, String frame) {
    assertThatThrownBy(() -> SocketRequest.read(frame).count(member))
        .isInstanceOfSatisfying(
            SocketRequest.Wrong.class, e -> assertThat(e.field()).isEqualTo(member));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"chatId\":1}", "{\"chatId\":null}", "{\"chatId\":{}}", "{\"chatId\":[\"a\"]}",
        "{\"chatId\":\"\"}", "{\"chatId\":\"  \"}", "{}", "{\"chatId\":\"\\ud800\"}",
        "{\"chatId\":\"a\\udc00b\"}", "{\"chatId\":\"\\u0000\"}", "{\"chatId\":\"a\\nb\"}"
      })
  void anIdIsAShortString(String frame) {
    assertThatThrownBy(() -> SocketRequest.read(frame).needed("chatId"))
        .isInstanceOfSatisfying(
            SocketRequest.Wrong.class, e -> assertThat(e.field()).isEqualTo("chatId"));
  }

  @Test
  void anIdHasAtMost200Characters() {
    String longest = "x".repeat(200);
    assertThat(SocketRequest.read("{\"chatId\":\"" + longest + "\"}").needed("chatId"))
        .isEqualTo(longest);
    SocketRequest longer = SocketRequest.read("{\"chatId\":\"" + longest + "y\"}");
    assertThatThrownBy(() -> longer.needed("chatId")).hasMessageContaining("201 characters");
    assertThat(SocketRequest.read("{\"chatId\":\"\\ud83d\\ude00 Zoë\"}").needed("chatId"))
        .isEqualTo("\ud83d\ude00 Zoë");
  }
}
