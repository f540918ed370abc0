package org.waybill.bench.report;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.waybill.bench.system.Kind;

/**
 * One measured quantity.
 *
 * @param samples one value per round and system
 * @param notes what a reader must know, such as tasks that got lost
 */
public record Figure(
    String name, String unit, Map<Kind, List<Double>> samples, Bar bar, List<String> notes) {

  public Figure {
    samples = new EnumMap<>(samples);
    notes = List.copyOf(notes);
  }

  /** The median over the rounds. */
  public OptionalDouble median(Kind kind) {
    List<Double> sorted = samples.getOrDefault(kind, List.of()).stream().sorted().toList();
    if (sorted.isEmpty()) {
      return OptionalDouble.empty();
    }
    int middle = sorted.size() / 2;
    return OptionalDouble.of(
        sorted.size() % 2 == 1
            ? sorted.get(middle)
            : (sorted.get(middle - 1) + sorted.get(middle)) / 2);
  }

  /** Ours to a peer's, of the same run. */
  public OptionalDouble ratio(Kind peer) {
    OptionalDouble ours = median(Kind.WAYBILL);
    OptionalDouble theirs = median(peer);
    return ours.isPresent() && theirs.isPresent() && theirs.getAsDouble() != 0
        ? OptionalDouble.of(ours.getAsDouble() / theirs.getAsDouble())
        : OptionalDouble.empty();
  }
}
