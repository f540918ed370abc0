package org.waybill.api.a2a;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waybill.api.a2a.ChatTaskQuery.Place;

class PageTokenTest {

  @Test
  void aPlaceComesBackToTheMicrosecond() {
    Place place = new Place(Instant.parse("2026-01-31T09:30:00.123456Z"), new UUID(1, 2));
    assertThat(PageToken.read(PageToken.of(place))).isEqualTo(place);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "7", "x/y", "7/y", "9223372036854775807/00000000-0000-0001-0000-000000000002"})
  void whatIsNoPlaceIsRefused(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    assertThatThrownBy(() -> PageToken.read(token)).isInstanceOf(A2aProblem.class);
  }
}
