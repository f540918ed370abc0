package org.waybill.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WordsTest {

  @Test
  void leavesOutWhatCarriesNoMeaning() {
    assertThat(Words.of("How long is the warranty on the boiler?").content())
        .containsExactly("warranty", "boiler");
    assertThat(Words.of("Wie groß darf eine Laube sein?").content())
        .containsExactly("groß", "laube");
    assertThat(Words.of("Why?").content()).isEmpty();
  }

  @Test
  void knowsCodesByTheirLook() {
    assertThat(Words.of("What about INC-20391, E07 and PENDING_REVIEW in 2024?").names())
        .containsExactly("inc-20391", "e07", "pending_review");
    assertThat(Words.of("What does E99 mean?").allNamesIn("E07: boiler sensor.")).isFalse();
    assertThat(Words.of("What does e07 mean?").allNamesIn("E07: boiler sensor.")).isTrue();
  }

  @Test
  void countsWordsInOtherFormsAndLongOnesMore() {
    assertThat(Words.of("Wann muss ich kündigen?").coverage("Die Pacht wird gekündigt."))
        .isEqualTo(1);
    assertThat(Words.of("Wann ist Mittagsruhe?").coverage("Ab 20 Uhr ist Ruhe zu halten."))
        .isEqualTo(1);
    assertThat(Words.of("calibrated thermometers").coverage("A thermometer to calibrate"))
        .isEqualTo(1);
    assertThat(Words.of("hoch Zugspitze").coverage("Hecken dürfen hoch sein."))
        .isCloseTo(4 / 13f, within(0.01f));
    assertThat(Words.of("Why?").coverage("Because.")).isZero();
  }
}
