package org.waybill.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.waybill.bench.system.Kind;

/**
 * How long, how often, what and who; system properties {@code bench.*} override.
 *
 * @param systems {@code bench.systems}: who takes part
 * @param scenarios {@code bench.only}: what is measured; {@code search} only if it is named
 * @param rounds {@code bench.rounds}: timed rounds per system; medians are reported
 * @param window {@code bench.seconds}: how long each round submits
 * @param warmup {@code bench.warmup}: seconds of load per system before the first round
 * @param idleSamples {@code bench.samples}: tasks submitted one at a time
 * @param profile {@code bench.profile}: profile Waybill under load instead of measuring
 */
public record Options(
    Set<Kind> systems,
    Set<String> scenarios,
    int rounds,
    Duration window,
    Duration warmup,
    int idleSamples,
    boolean profile) {

  private static final String ALL =
      "throughput,accept,idle,memory,sleepers,recovery,backlog,watchers,chats,cameras";

  static Options read() {
    boolean quick = Boolean.getBoolean("bench.quick");
    return new Options(
        systems(text("bench.systems", "waybill,db-scheduler,jobrunr")),
        list(text("bench.only", ALL)),
        number("bench.rounds", quick ? 1 : 3),
        Duration.ofSeconds(number("bench.seconds", quick ? 3 : 12)),
        Duration.ofSeconds(number("bench.warmup", quick ? 3 : 60)),
        number("bench.samples", quick ? 60 : 300),
        Boolean.getBoolean("bench.profile"));
  }

  public boolean measures(String scenario) {
    return scenarios.contains(scenario);
  }

  private static Set<Kind> systems(String labels) {
    Set<Kind> chosen = EnumSet.noneOf(Kind.class);
    for (String label : list(labels)) {
      chosen.add(Kind.of(label));
    }
    return chosen;
  }

  private static Set<String> list(String text) {
    return new LinkedHashSet<>(Arrays.asList(text.split(",", -1)));
  }

  private static int number(String name, int standard) {
    return Integer.parseInt(text(name, Integer.toString(standard)));
  }

  /** Maven hands every property on, set or not: an empty one is not set. */
  private static String text(String name, String standard) {
    String value = System.getProperty(name, "");
    return value.isBlank() ? standard : value;
  }
}
