package org.waybill.reading;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SubtitlesTest {

  @Test
  void ofSubRipOnlyWhatIsSaidRemains() {
    String source =
        """
        1
        00:00:01,000 --> 00:00:03,500
        <i>Queues are</i>
        what keeps a system calm.

        2
        00:00:04,000 --> 00:00:06,000
        {\\an8}Nobody waits on a wire.
        """;

    assertThat(Subtitles.spoken(source))
        .isEqualTo("Queues are what keeps a system calm.\nNobody waits on a wire.");
  }

  @Test
  void ofWebVttNotesStylesAndNamesGo() {
    String source =
        """
        WEBVTT - a talk

        NOTE made by a machine

        STYLE
        ::cue { color: red }

        intro
        00:01.000 --> 00:03.500 align:start
        <v Ada>Welcome.

        00:04.000 --> 00:06.000
        <c.loud>Let us begin</c>
        """;

    assertThat(Subtitles.spoken(source)).isEqualTo("Welcome.\nLet us begin");
  }

  @Test
  void whatStandsInTwoCuesRunningIsSaidOnce() {
    String source = "00:01.0 --> 00:02.0\nand so\n\n00:02.0 --> 00:03.0\nand so\nit ends.";

    assertThat(Subtitles.spoken(source)).isEqualTo("and so it ends.");
  }
}
