package org.waybill.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TranscriptMergerTest {

  private static final int S = 16_000;

  private static final AudioPart FIRST = new AudioPart(0, 0, 11 * S, 0, 10 * S);
  private static final AudioPart LAST = new AudioPart(1, 9 * S, 20 * S, 10 * S, 20 * S);

  private static String merged(List<Spoken> first, List<Spoken> last) {
    TranscriptMerger merger = new TranscriptMerger();
    merger.add(FIRST, first);
    merger.add(LAST, last);
    return SubtitleText.plain(merger.all());
  }

  @Test
  void whatTwoPartsHeardCountsWhereItsMiddleIs() {
    Spoken before = new Spoken(9.1, 9.6, "Before.");
    Spoken after = new Spoken(10.3, 10.9, "After.");

    assertThat(merged(List.of(before, after), List.of(before, after))).isEqualTo("Before. After.");
  }

  @Test
  void wordsThatASegmentAcrossTheCutRepeatsCountOnce() {
    assertThat(
            merged(
                List.of(new Spoken(5, 11, "The harbour opens at seven. It closes")),
                List.of(new Spoken(9, 14, "at seven. it closes at nine."))))
        .isEqualTo("The harbour opens at seven. It closes at nine.");
  }

  @Test
  void aSegmentWhoseTimesDifferIsNotLost() {
    assertThat(
            merged(
                List.of(new Spoken(2, 4, "Once."), new Spoken(9.9, 10.3, "Twice?")),
                List.of(new Spoken(9.7, 10.1, "Twice?"), new Spoken(18, 20.5, "End."))))
        .isEqualTo("Once.\n\nTwice?\n\nEnd.");
  }

  @Test
  void textsWithoutTimesFollowEachOther() {
    assertThat(
            merged(
                List.of(new Spoken(0, 10, "It begins and goes on.")),
                List.of(new Spoken(10, 20, "goes on, and ends."))))
        .isEqualTo("It begins and goes on. and ends.");
  }
}
