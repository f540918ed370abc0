package org.waybill.agent;

import java.util.Optional;

/** Calculates sums that are asked in words or signs. */
final class Calculator implements QuestionTool {

  @Override
  public Skill skill() {
    return Skill.ARITHMETIC;
  }

  @Override
  public Optional<String> answer(String question) {
    return Arithmetic.answer(question);
  }
}
