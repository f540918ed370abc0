package org.waybill.agent;

import java.util.List;
import java.util.Optional;

/** The polite words before a question: "please", "tell me", "what is". */
final class LeadInPhrases {

  private LeadInPhrases() {}

  /** The text without all of these that it begins with, and what parts them from the rest. */
  static String without(String text, List<String> leads) {
    int from = 0;
    Optional<String> lead = at(text, from, leads);
    while (lead.isPresent()) {
      from = afterSpace(text, from + lead.get().length());
      lead = at(text, from, leads);
    }
    return text.substring(from);
  }

  private static Optional<String> at(String text, int from, List<String> leads) {
    return leads.stream()
        .filter(lead -> text.startsWith(lead, from) && endsWord(text, from + lead.length()))
        .findFirst();
  }

  private static boolean endsWord(String text, int at) {
    return at == text.length()
        || !Character.isLetterOrDigit(text.charAt(at)) && text.charAt(at) != '_';
  }

  private static int afterSpace(String text, int from) {
    int at = from;
    while (at < text.length() && " :,".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }
}
