package org.waybill.board;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionNormalizerTest {

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
    assertThat(QuestionNormalizer.normalised(question)).isEqualTo("what is the plan");
    assertThat(QuestionNormalizer.hash(question))
        .isEqualTo(QuestionNormalizer.hash("what is the plan"));
  }

  @Test
  void otherWordsAndNumbersAreAnotherQuestion() {
    assertThat(QuestionNormalizer.hash("What is 2 + 2?"))
        .isNotEqualTo(QuestionNormalizer.hash("What is 2 - 2?"));
    assertThat(QuestionNormalizer.hash("What is 1.5?"))
        .isNotEqualTo(QuestionNormalizer.hash("What is 15?"));
  }
}
