package org.waybill.agent;

import java.util.Optional;

/**
 * Answers one kind of question by rules, without a language model. It answers only what it
 * understands as a whole, and guesses nothing.
 */
interface QuestionTool {

  /** What the tool is good for. */
  Skill skill();

  /** The answer in plain text; empty if the question is of another kind. */
  Optional<String> answer(String question);
}
