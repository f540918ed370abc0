package org.waybill.agent;

import java.util.List;
import java.util.stream.IntStream;

/**
 * An agent's answer.
 *
 * @param agent who answered: the model's name, or {@link LocalAgent#NAME}
 * @param passages the sources of the answer, best first; may be empty
 */
public record Answer(String text, String agent, List<Passage> passages) {

  /** The sources, by the numbers under which a model got them. */
  public List<Citation> citations() {
    return IntStream.range(0, passages.size())
        .mapToObj(i -> Citation.of(i + 1, passages.get(i)))
        .toList();
  }
}
