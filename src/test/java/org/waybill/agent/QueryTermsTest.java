package org.waybill.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class QueryTermsTest {

  @Test
  void leavesOutWhatCarriesNoMeaning() {
    assertThat(QueryTerms.of("How long is the warranty on the boiler?").content())
        .containsExactly("warranty", "boiler");
    assertThat(QueryTerms.of("Wie groß darf eine Laube sein?").content())
        .containsExactly("groß", "laube");
    assertThat(QueryTerms.of("Why?").content()).isEmpty();
  }

  @Test
  void knowsCodesByTheirLook() {
    assertThat(QueryTerms.of("What about INC-20391, E07 and PENDING_REVIEW in 2024?").names())
        .containsExactly("inc-20391", "e07", "pending_review");
    assertThat(QueryTerms.of("What does E99 mean?").allNamesIn("E07: boiler sensor.")).isFalse();
    assertThat(QueryTerms.of("What does e07 mean?").allNamesIn("E07: boiler sensor.")).isTrue();
  }

  @Test
  void countsWordsInOtherFormsAndLongOnesMore() {
    assertThat(QueryTerms.of("Wann muss ich kündigen?").coverage("Die Pacht wird gekündigt."))
        .isEqualTo(1);
    assertThat(QueryTerms.of("Wann ist Mittagsruhe?").coverage("Ab 20 Uhr ist Ruhe zu halten."))
        .isEqualTo(1);
    assertThat(QueryTerms.of("calibrated thermometers").coverage("A thermometer to calibrate"))
        .isEqualTo(1);
    assertThat(QueryTerms.of("hoch Zugspitze").coverage("Hecken dürfen hoch sein."))
        .isCloseTo(4 / 13f, within(0.01f));
    assertThat(QueryTerms.of("Why?").coverage("Because.")).isZero();
  }
}
