package org.waybill.bench.report;

import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;
import org.waybill.bench.system.Kind;

/** What a figure has to reach, and whether it did. */
public record Bar(String text, Function<Figure, OptionalDouble> subject, Predicate<Double> holds) {

  public static Bar none() {
    return new Bar("", figure -> OptionalDouble.empty(), value -> true);
  }

  public static Bar atMost(double limit) {
    return new Bar("≤ " + limit, figure -> figure.median(Kind.WAYBILL), value -> value <= limit);
  }

  public static Bar timesDbScheduler(double factor) {
    return new Bar(
        "≥ " + factor + " × db-scheduler",
        figure -> figure.ratio(Kind.DB_SCHEDULER),
        value -> value >= factor);
  }

  /** At most what the better peer has. */
  public static Bar noMoreThanPeers() {
    return new Bar("≤ peers", Bar::toBestPeer, value -> value <= 1);
  }

  /** Yes, no, or a dash where it cannot be told. */
  public String verdict(Figure figure) {
    OptionalDouble value = subject.apply(figure);
    if (value.isEmpty()) {
      return "–";
    }
    return holds.test(value.getAsDouble()) ? "yes" : "no";
  }

  private static OptionalDouble toBestPeer(Figure figure) {
    OptionalDouble one = figure.ratio(Kind.DB_SCHEDULER);
    OptionalDouble other = figure.ratio(Kind.JOBRUNR);
    if (one.isEmpty() || other.isEmpty()) {
      return one.isPresent() ? one : other;
    }
    return OptionalDouble.of(Math.max(one.getAsDouble(), other.getAsDouble()));
  }
}
