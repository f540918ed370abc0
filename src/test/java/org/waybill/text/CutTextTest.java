package org.waybill.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CutTextTest {

  @Test
  void whatFitsStaysAsItIs() {
    assertThat(CutText.of("abc", 3)).isEqualTo("abc");
    assertThat(CutText.counted("", 0)).isEmpty();
  }

  @Test
  void noCharacterIsCutInTwo() {
    assertThat(CutText.begin("a🌦b", 2)).isEqualTo("a");
    assertThat(CutText.begin("a🌦b", 3)).isEqualTo("a🌦");
    assertThat(CutText.of("🌦b", 1)).isEqualTo("…");
    assertThat(CutText.begin("🌦", 0)).isEmpty();
  }

  @Test
  void itCanSayHowMuchThereWas() {
    assertThat(CutText.counted("abcd", 2)).isEqualTo("ab… (cut: 4 characters in all)");
  }
}
