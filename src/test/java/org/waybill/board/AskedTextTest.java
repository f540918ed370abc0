package org.waybill.board;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AskedTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "What is the plan?",
        "  what IS\tthe \n plan  ",
        "What is the plan",
        "What is the plan?!…",
        "What\u00a0is the plan ?"
      })
  void spellingsOfOneQuestionAreTheSame(String question) {
    assertThat(AskedText.normalised(question)).isEqualTo("what is the plan");
    assertThat(AskedText.hash(question)).isEqualTo(AskedText.hash("what is the plan"));
  }

  @Test
  void otherWordsAndNumbersAreAnotherQuestion() {
    assertThat(AskedText.hash("What is 2 + 2?")).isNotEqualTo(AskedText.hash("What is 2 - 2?"));
    assertThat(AskedText.hash("What is 1.5?")).isNotEqualTo(AskedText.hash("What is 15?"));
  }
}
