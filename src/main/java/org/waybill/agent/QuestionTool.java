package org.waybill.agent;

import java.util.Optional;
import org.waybill.text.CallerText;

/**
 * Answers one kind of question by rules, without a language model. It answers only questions that
 * it understands completely.
 */
interface QuestionTool {

  /** Longer questions are not read: they are about something else. */
  int LONGEST = 200;

  /** What the tool is for. */
  Skill skill();

  /** The answer as plain text; empty if the question is of another kind. */
  Optional<String> answer(String question);

  /** The question in lower case without "please" and the question mark; empty if too long. */
  static String core(String question) {
    String text = question.length() > LONGEST ? "" : CallerText.lowerCase(question.strip());
    return CallerText.withoutEnd(text, c -> CallerText.isSpace(c) || "?=.!".indexOf(c) >= 0)
        .replaceFirst("^(?:(?:please|bitte|tell me|sag mir)[ :,]+)++", "")
        .replace('’', '\'');
  }
}
