package org.waybill.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SubtitleTextTest {

  private static final List<Spoken> SPOKEN =
      List.of(
          new Spoken(0.25, 1.5, " Rock & roll\nis --> here "),
          new Spoken(3_661.0, 3_662.1, "Bye."));

  @Test
  void subRipHasNumbersAndCommas() {
    assertThat(SubtitleText.srt(SPOKEN))
        .isEqualTo(
            """
            1
            00:00:00,250 --> 00:00:01,500
            Rock & roll is -> here

            2
            01:01:01,000 --> 01:01:02,100
            Bye.

            """);
  }

  @Test
  void webVttEscapesWhatIsMarkupThere() {
    assertThat(SubtitleText.vtt(SPOKEN))
        .startsWith(
            """
            WEBVTT

            00:00:00.250 --> 00:00:01.500
            Rock &amp; roll is --&gt; here

            01:01:01.000""");
  }
}
