package org.waybill.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
  void findsWordsInOtherForms() {
    assertThat(QueryTerms.inOtherForms(List.of("kündigen"), "Die Pacht wird gekündigt."))
        .containsExactly("kündigen");
    assertThat(QueryTerms.inOtherForms(List.of("mittagsruhe"), "Ab 20 Uhr ist Ruhe zu halten."))
        .containsExactly("mittagsruhe");
    assertThat(
            QueryTerms.inOtherForms(
                List.of("calibrated", "thermometers"), "A thermometer to calibrate"))
        .containsExactly("calibrated", "thermometers");
    assertThat(QueryTerms.inOtherForms(List.of("hoch", "zugspitze"), "Hecken dürfen hoch sein."))
        .containsExactly("hoch");
    assertThat(QueryTerms.inOtherForms(List.of(), "Because.")).isEmpty();
  }
}
