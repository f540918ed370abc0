package org.waybill.agent;

import java.util.List;
import java.util.regex.Pattern;
import org.waybill.model.CallOrigin;
import org.waybill.owner.Owner;

/**
 * A question to the agent.
 *
 * @param origin for whom and what it is asked
 * @param history the conversation before, oldest first, without this question
 */
public record AgentQuestion(CallOrigin origin, String text, List<ChatMessage> history) {

  /** Of nobody but its owner. */
  public AgentQuestion(Owner owner, String text, List<ChatMessage> history) {
    this(CallOrigin.of(owner), text, history);
  }

  /** Something to be done or made, or nothing but a greeting: no document answers that. */
  private static final Pattern ACTS =
      Pattern.compile(
          "(?iU)(?:please |bitte )?(?:book|order|buy|send|mail|e-?mail|write|translate|create|make"
              + "|build|draw|generate|compose|draft|reply|answer|post|publish|delete|remove|cancel"
              + "|call|phone|remind|schedule|plan|play|open|close|turn|switch|set|start|stop|run"
              + "|rewrite|correct|fix|implement|program|sing|tell me a|hello|hi|hey|thanks|thank you"
              + "|buche|bestell\\w*|kauf\\w*|send\\w*|schick\\w*|schreib\\w*|übersetz\\w*"
              + "|erstell\\w*|mach\\w*|zeichne|antworte|lösch\\w*|storniere|ruf\\w*|erinnere|plane"
              + "|spiel\\w*|öffne|schließe|starte|stoppe|korrigiere|hallo|guten (?:tag|morgen|abend)"
              + "|danke)\\b.*",
          Pattern.DOTALL);

  private static final Pattern FOLLOWS_UP =
      Pattern.compile(
          "(?i)(?:and|und|what about|how about|was ist mit|why|warum)\\b.*", Pattern.DOTALL);

  Owner owner() {
    return origin.owner();
  }

  /** Whether it asks for something to be said, and not for something to be done. */
  boolean isQuestion() {
    return text.contains("?") || !ACTS.matcher(text.strip()).matches();
  }

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
