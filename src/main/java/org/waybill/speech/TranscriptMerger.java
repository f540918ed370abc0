package org.waybill.speech;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Puts the texts of parts together; what the parts have in common counts once. */
final class TranscriptMerger {

  private static final int MOST_REPEATED_WORDS = 40;

  /** Servers round their times. */
  private static final double TOLERANCE = 0.3;

  private final List<Spoken> all = new ArrayList<>();

  /**
   * Adds the next part.
   *
   * @param heard with times of the whole recording
   */
  void add(AudioPart part, List<Spoken> heard) {
    double covered = all.isEmpty() ? 0 : all.get(all.size() - 1).end();
    boolean isLast = part.to() == part.cutTo();
    boolean first = true;
    for (Spoken each : heard) {
      boolean begun = each.middle() >= part.begin() || each.start() >= covered - TOLERANCE / 3;
      boolean ended = each.middle() >= part.end() && !isLast;
      if (begun && !ended) {
        Spoken rest = first ? withoutRepeated(each) : each;
        if (!rest.text().isBlank()) {
          all.add(rest);
        }
        first = false;
      }
    }
  }

  List<Spoken> all() {
    return List.copyOf(all);
  }

  /** The first piece of a part may repeat the last words of the part before. */
  private Spoken withoutRepeated(Spoken next) {
    Spoken last = all.isEmpty() ? null : all.get(all.size() - 1);
    if (last == null || next.start() > last.end() + TOLERANCE) {
      return next;
    }
    List<String> before = words(last.text());
    List<String> after = words(next.text());
    int most = Math.min(MOST_REPEATED_WORDS, Math.min(before.size(), after.size()));
    for (int n = most; n > 0; n--) {
      List<String> end = before.subList(before.size() - n, before.size());
      if (plain(end).equals(plain(after.subList(0, n)))) {
        String rest = String.join(" ", after.subList(n, after.size()));
        return new Spoken(Math.max(next.start(), last.end()), next.end(), rest);
      }
    }
    return next;
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.strip().split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }

  private static List<String> plain(List<String> words) {
    return words.stream()
        .map(word -> word.toLowerCase(Locale.ROOT).replaceAll("[\\p{Punct}]", ""))
        .toList();
  }
}
