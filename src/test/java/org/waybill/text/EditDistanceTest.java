package org.waybill.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditDistanceTest {

  @ParameterizedTest
  @CsvSource({
    "'', '', 0",
    "'', abc, 3",
    "abc, '', 3",
    "chat_message, chat_message, 0",
    "chat_mesage, chat_message, 1",
    "kitten, sitting, 3"
  })
  void countsInsertionsDeletionsAndReplacements(String one, String other, int distance) {
    assertThat(EditDistance.of(one, other)).isEqualTo(distance);
  }
}
