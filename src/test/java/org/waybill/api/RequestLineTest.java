package org.waybill.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestLineTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "localhost:8080",
        "127.0.0.1:80",
        "[::1]:8080",
        "[::1]",
        "a-b_c.d.",
        "example.org:",
        "XN--80AK6AA92E.com:65535"
      })
  void theseAreHosts(String host) {
    assertThat(RequestLine.isHost(host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", ":80", "x:80.y", "evil/..", "a b", "x:99999", "x:-1", "x:80:80", "[::1", "[]",
        "::1", "[::1]x", "[zz]", "a@b", "a,b", "x:8０"
      })
  void theseAreNone(String host) {
    assertThat(RequestLine.isHost(host)).isFalse();
  }

  @Test
  void aNameHasAtMost255Characters() {
    assertThat(RequestLine.isHost("a".repeat(255) + ":80")).isTrue();
    assertThat(RequestLine.isHost("a".repeat(256))).isFalse();
  }

  @Test
  void controlCharactersAreFoundHoweverTheyAreEncoded() {
    for (String bad :
        new String[] {
          "q=%00", "%1f", "a%7Fb", "%0a", "%C0%80", "%ed%a0%80", "%zz", "%", "%4", "%ff"
        }) {
      assertThat(EncodedText.control(bad, "")).as(bad).isNotNegative();
    }
    for (String good : new String[] {"q=a+b", "%20%C3%A4", "%F0%9F%98%80", "", "%2525"}) {
      assertThat(EncodedText.control(good, "")).as(good).isNegative();
    }
    assertThat(EncodedText.control("a%0d%0A%09", "\t\r\n")).isNegative();
  }
}
