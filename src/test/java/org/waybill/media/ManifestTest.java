package org.waybill.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestTest {

  private static final URI BASE = URI.create("https://a.example/v/main");

  private static final String MASTER =
      """
      #EXTM3U
      #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="English",DEFAULT=YES,URI="sound.m3u8"
      #EXT-X-STREAM-INF:BANDWIDTH=800000,RESOLUTION=640x360,AUDIO="a",UNKNOWN=1
      low.m3u8
      #EXT-X-STREAM-INF:BANDWIDTH=4000000,RESOLUTION=1920x1080,AUDIO="a"
      high.m3u8
      #EXT-X-STREAM-INF:BANDWIDTH=5000000,RESOLUTION=1920x1080,AUDIO="a"
      higher.m3u8
      """;

  private static final String DASH =
      """
      <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT9S">
        <Period><BaseURL>parts/</BaseURL>
          <AdaptationSet contentType="video"%s>
            <SegmentTemplate timescale="1000" duration="4000" startNumber="1"
              initialization="init-$RepresentationID$.m4s" media="$RepresentationID$-$Number%%05d$.m4s"/>
            <Representation id="0" height="720" bandwidth="900000"/>
            <Representation id="1" height="240" bandwidth="90000"/>
          </AdaptationSet>
          <AdaptationSet mimeType="audio/mp4">
            <Representation id="2" bandwidth="64000">
              <SegmentTemplate timescale="10" media="s-$Time$.m4s">
                <SegmentTimeline><S t="0" d="40" r="1"/><S d="10"/></SegmentTimeline>
              </SegmentTemplate>
            </Representation>
          </AdaptationSet>
        </Period>
      </MPD>
      """;

  private static List<String> addresses(StreamChoice.Track track) throws Exception {
    return track
        .pieces(
            uri -> {
              throw new AssertionError(uri);
            })
        .stream()
        .map(piece -> piece.uri().toString().replace("https://a.example/v/", ""))
        .toList();
  }

  private static StreamChoice hls(String quality) throws UnusableMedia {
    return HlsManifest.read(BASE, MASTER).choose(Optional.ofNullable(quality));
  }

  @ParameterizedTest
  @CsvSource({
    "1080p, 1080p, 5000000",
    "1080, 1080p, 5000000",
    "360p, 360p, 800000",
    "best, 1080p, 5000000",
    "worst, 360p, 800000",
    "audio only, audio only, 0",
    ", audio only, 0"
  })
  void qualityChoosesTheStream(String asked, String chosen, long bandwidth) throws Exception {
    StreamChoice choice = hls(asked);

    assertThat(choice.quality()).isEqualTo(chosen);
    assertThat(choice.bandwidth()).isEqualTo(bandwidth);
    assertThat(choice.sound() == null).isEqualTo(chosen.equals("audio only"));
  }

  @Test
  void aQualityThatIsNotThereIsRefusedWithWhatThereIs() {
    assertThatThrownBy(() -> hls("720p"))
        .isInstanceOfSatisfying(
            UnusableMedia.class, e -> assertThat(e.reason()).isEqualTo("quality_unavailable"))
        .hasMessage("quality is '720p'; allowed: 1080p, 360p, audio only");
  }

  @Test
  void rangesOfOneFileFollowEachOther() throws Exception {
    String text =
        """
        #EXTM3U
        #EXT-X-TARGETDURATION:4
        #EXT-X-MAP:URI="all.mp4",BYTERANGE="700@0"
        #EXTINF:4,
        #EXT-X-BYTERANGE:1000@700
        all.mp4
        #EXTINF:4,
        #EXT-X-BYTERANGE:500
        all.mp4
        #EXT-X-ENDLIST
        """;
    URI all = URI.create("https://a.example/v/all.mp4");

    var pieces = HlsManifest.read(BASE, text).choose(Optional.empty()).main().pieces(null);

    assertThat(pieces)
        .containsExactly(
            new Piece(all, 0, 700), new Piece(all, 700, 1000), new Piece(all, 1700, 500));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "\"#EXT-X-KEY:METHOD=AES-128,URI='k'\", #EXT-X-ENDLIST, the stream is encrypted",
        "#comment, #comment, the stream is live: its manifest does not say where it ends"
      })
  void streamsThatCannotBeReadAreRefused(String before, String after, String message) {
    String text =
        "#EXTM3U\n#EXT-X-TARGETDURATION:4\n%s\n#EXTINF:4,\na.ts\n%s\n"
            .formatted(before.replace('\'', '"'), after);
    assertThatThrownBy(() -> HlsManifest.read(BASE, text)).hasMessage(message);
  }

  @Test
  void segmentsOfDashAreCountedOrTimed() throws Exception {
    StreamChoice choice = DashManifest.read(BASE, DASH.formatted("")).choose(Optional.of("240p"));

    assertThat(addresses(choice.main()))
        .containsExactly(
            "parts/init-1.m4s", "parts/1-00001.m4s", "parts/1-00002.m4s", "parts/1-00003.m4s");
    assertThat(addresses(choice.sound()))
        .containsExactly("parts/s-0.m4s", "parts/s-40.m4s", "parts/s-80.m4s");
  }

  @Test
  void encryptedAndStrangeManifestsAreRefused() {
    assertThatThrownBy(() -> DashManifest.read(BASE, DASH.formatted("><ContentProtection/")))
        .hasMessage("the stream is encrypted");
    assertThatThrownBy(
            () -> DashManifest.read(BASE, "<!DOCTYPE MPD [<!ENTITY x SYSTEM 'file:///x'>]><MPD/>"))
        .hasMessage("the manifest is not a valid DASH manifest");
    assertThatThrownBy(() -> HlsManifest.read(BASE, "hello"))
        .hasMessage("the manifest is not a valid HLS playlist");
  }
}
