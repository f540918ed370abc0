package org.waybill.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;

class CallerTextTest {

  @Test
  void lowersEachLetter() {
    assertThat(CallerText.lowerCase("GRÜßE 𝐀 Σ ok")).isEqualTo("grüße 𝐀 σ ok");
  }

  @Test
  void normalisesAndKeepsNoMoreMarksThanALanguageNeeds() {
    assertThat(CallerText.normalised("e\u0301 ﬁ", Normalizer.Form.NFKC)).isEqualTo("é fi");
    assertThat(CallerText.normalised("x" + "\u0316".repeat(1_000) + "y", Normalizer.Form.NFC))
        .isEqualTo("x" + "\u0316".repeat(30) + "y");
  }

  @Test
  void shrinksSpace() {
    assertThat(CallerText.withSingleSpaces(" a\u00a0 \n b ")).isEqualTo("a b");
    assertThat(CallerText.withoutEnd("what?!?", c -> c == '?')).isEqualTo("what?!");
    assertThat(CallerText.withoutEnd("???", c -> c == '?')).isEmpty();
  }

  @Test
  void takesLinearTime() throws Exception {
    Growth.isLinear(CallerText::lowerCase);
    Growth.isLinear(text -> CallerText.normalised(text, Normalizer.Form.NFKC));
    Growth.isLinear(text -> CallerText.normalised(text, Normalizer.Form.NFD));
    Growth.isLinear(CallerText::withSingleSpaces);
  }
}
