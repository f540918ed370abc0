package org.waybill.agent;

import java.util.List;

/**
 * An agent's answer.
 *
 * @param agent who answered: the model's name, or {@link LocalAgent#NAME}
 * @param passages the sources of the answer, best first; may be empty
 */
public record Answer(String text, String agent, List<Passage> passages) {}
