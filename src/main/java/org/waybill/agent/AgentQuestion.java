package org.waybill.agent;

import java.util.List;
import java.util.regex.Pattern;
import org.waybill.owner.Owner;

/**
 * A question to the agent.
 *
 * @param history the conversation before, oldest first, without this question
 */
public record AgentQuestion(Owner owner, String text, List<ChatMessage> history) {

  private static final Pattern FOLLOWS_UP =
      Pattern.compile(
          "(?i)(?:and|und|what about|how about|was ist mit|why|warum)\\b.*", Pattern.DOTALL);

  /** With the previous question, where this one ("And in Lisbon?") is unclear without it. */
  String inContext() {
    boolean alone =
        !FOLLOWS_UP.matcher(text.strip()).matches() && !QueryTerms.of(text).content().isEmpty();
    return alone ? text : (before() + " " + text).strip();
  }

  private String before() {
    for (int i = history.size() - 1; i >= 0; i--) {
      if (history.get(i).isByUser()) {
        return history.get(i).text();
      }
    }
    return "";
  }
}
