package org.waybill.handlers.chat;

import java.util.regex.Pattern;
import org.waybill.agent.Answer;
import org.waybill.agent.LocalAgent;

/** Whether an answer still holds when the same is asked again. */
final class CacheabilityRule {

  private static final Pattern OF_THE_MOMENT =
      Pattern.compile(
          "(?iu)\\b(?:now|today|tonight|tomorrow|yesterday|currently|current|latest|recent|this"
              + " (?:week|month|year)|next|last|ago|time|date|day|days|weather|news|how long|how"
              + " old|jetzt|heute|morgen|gestern"
              + "|aktuell\\w*|uhr\\w*|datum|wetter|tag|tage|nächste\\w*|letzte\\w*)\\b");

  /** Beyond it nobody asks the same again, and nobody looks. */
  private static final int LONGEST = 2_000;

  private CacheabilityRule() {}

  static boolean is(String question, Answer answer) {
    return question.length() <= LONGEST
        && !OF_THE_MOMENT.matcher(question).find()
        && !answer.text().contains(LocalAgent.NOT_FOUND);
  }
}
