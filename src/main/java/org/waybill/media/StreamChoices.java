package org.waybill.media;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The streams that a manifest offers. */
record StreamChoices(List<StreamChoice> all) {

  static final String AUDIO_ONLY = "audio only";

  private static final Comparator<StreamChoice> BY_SIZE =
      Comparator.comparingInt(StreamChoice::height).thenComparingLong(StreamChoice::bandwidth);

  /**
   * The stream of this quality: {@code 1080p}, {@code 1080}, {@code audio only}, {@code best} or
   * {@code worst}; without one, the smallest that has sound.
   *
   * @throws UnusableMedia naming what there is
   */
  StreamChoice choose(Optional<String> quality) throws UnusableMedia {
    if (all.isEmpty()) {
      throw new UnusableMedia(UnusableMedia.INVALID, "the manifest offers no stream");
    }
    if (quality.isEmpty()) {
      return smallest();
    }
    String asked = quality.get().strip().toLowerCase(Locale.ROOT);
    if (asked.equals("best")) {
      return all.stream().max(BY_SIZE).orElseThrow();
    }
    if (asked.equals("worst")) {
      return all.stream()
          .filter(each -> !each.isSoundOnly())
          .min(BY_SIZE)
          .orElseGet(this::smallest);
    }
    return all.stream()
        .filter(each -> is(each, asked))
        .max(BY_SIZE)
        .orElseThrow(() -> unavailable(quality.get()));
  }

  private StreamChoice smallest() {
    return all.stream()
        .min(
            Comparator.comparing((StreamChoice each) -> !each.isSoundOnly())
                .thenComparingLong(StreamChoice::bandwidth))
        .orElseThrow();
  }

  private static boolean is(StreamChoice choice, String asked) {
    return choice.quality().equals(asked)
        || choice.quality().equals(asked + "p")
        || choice.isSoundOnly() && asked.equals("audio");
  }

  private UnusableMedia unavailable(String quality) {
    String offered =
        all.stream()
            .sorted(BY_SIZE.reversed())
            .map(StreamChoice::quality)
            .distinct()
            .collect(Collectors.joining(", "));
    return new UnusableMedia(
        UnusableMedia.QUALITY, "quality is '" + quality + "'; allowed: " + offered);
  }
}
