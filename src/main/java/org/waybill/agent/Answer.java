package org.waybill.agent;

import java.util.List;

/**
 * What an agent answered.
 *
 * @param agent who answered: the model's name, or {@link LocalAgent#NAME}
 * @param passages what the answer rests on, best first; may be empty
 */
public record Answer(String text, String agent, List<Passage> passages) {}
