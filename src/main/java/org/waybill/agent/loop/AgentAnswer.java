package org.waybill.agent.loop;

import java.util.List;
import java.util.Locale;
import org.waybill.agent.Citation;
import org.waybill.agent.definition.AgentDefinition;
import org.waybill.model.Usage;

/**
 * What an agent has answered.
 *
 * @param citations the passages that the text cites
 * @param agent who answered at last: it may have passed the request on
 * @param model the configured model of the last call
 */
public record AgentAnswer(
    String text,
    List<Citation> citations,
    AgentDefinition agent,
    String model,
    Usage usage,
    int turns,
    End end) {

  /** Why the run ended. */
  public enum End {
    /** The agent has answered. */
    ANSWERED,
    /** The last turn that it may take; the answer is what there is. */
    TURNS,
    /** It has used all tokens that it may. */
    TOKENS,
    /** It has cost all that it may. */
    COST,
    /** It has taken all the time that it may. */
    TIME,
    /** The model's answer became too long. */
    LENGTH,
    /** The model's provider cut it off. */
    FILTERED;

    /** As shown: lower case. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
