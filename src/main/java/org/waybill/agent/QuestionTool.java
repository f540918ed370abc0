package org.waybill.agent;

import java.util.Optional;
import org.waybill.text.CallerText;

/**
 * Answers one kind of question by rules, without a language model. It answers only what it
 * understands as a whole, and guesses nothing.
 */
interface QuestionTool {

  /** No pattern ever reads more: longer questions are about something else. */
  int LONGEST = 200;

  /** What the tool is good for. */
  Skill skill();

  /** The answer in plain text; empty if the question is of another kind. */
  Optional<String> answer(String question);

  /** The question in lower case without "please" and the question mark; empty if too long. */
  static String core(String question) {
    String text = question.length() > LONGEST ? "" : CallerText.lowerCase(question.strip());
    return CallerText.withoutEnd(text, c -> CallerText.isSpace(c) || "?=.!".indexOf(c) >= 0)
        .replaceFirst("^(?:(?:please|bitte|tell me|sag mir)[ :,]+)++", "")
        .replace('’', '\'');
  }
}
