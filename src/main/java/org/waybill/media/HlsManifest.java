package org.waybill.media;

import io.lindstrom.m3u8.model.AlternativeRendition;
import io.lindstrom.m3u8.model.ByteRange;
import io.lindstrom.m3u8.model.KeyMethod;
import io.lindstrom.m3u8.model.MasterPlaylist;
import io.lindstrom.m3u8.model.MediaPlaylist;
import io.lindstrom.m3u8.model.MediaSegment;
import io.lindstrom.m3u8.model.MediaType;
import io.lindstrom.m3u8.model.SegmentMap;
import io.lindstrom.m3u8.model.Variant;
import io.lindstrom.m3u8.parser.MasterPlaylistParser;
import io.lindstrom.m3u8.parser.MediaPlaylistParser;
import io.lindstrom.m3u8.parser.ParsingMode;
import io.lindstrom.m3u8.parser.PlaylistParserException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** HTTP Live Streaming (RFC 8216): a master playlist, or the playlist of one stream. */
final class HlsManifest {

  private static final String SOUND_CODECS = "(mp4a|ac-3|ec-3|opus|flac|alac|mp3).*";

  private HlsManifest() {}

  /** The streams of a manifest. */
  static StreamChoices read(URI uri, String text) throws UnusableMedia {
    if (!text.contains("#EXT-X-STREAM-INF")) {
      List<Piece> pieces = pieces(uri, text);
      return new StreamChoices(
          List.of(new StreamChoice("the only one", 0, 0, any -> pieces, null)));
    }
    MasterPlaylist master;
    try {
      master = new MasterPlaylistParser(ParsingMode.LENIENT).readPlaylist(text);
    } catch (PlaylistParserException | RuntimeException e) {
      throw invalid();
    }
    List<StreamChoice> choices = new ArrayList<>();
    for (Variant variant : master.variants()) {
      Optional<AlternativeRendition> sound = sound(master, variant);
      StreamChoice.Track separate =
          sound.isPresent() ? track(resolve(uri, sound.get().uri().orElseThrow())) : null;
      boolean soundOnly = isSoundOnly(variant);
      choices.add(
          new StreamChoice(
              soundOnly ? StreamChoices.AUDIO_ONLY : quality(variant),
              height(variant),
              variant.bandwidth(),
              track(resolve(uri, variant.uri())),
              soundOnly ? null : separate));
      if (separate != null) {
        choices.add(new StreamChoice(StreamChoices.AUDIO_ONLY, 0, 0, separate, null));
      }
    }
    return new StreamChoices(choices);
  }

  private static StreamChoice.Track track(URI playlist) {
    return playlists -> pieces(playlist, playlists.read(playlist));
  }

  private static Optional<AlternativeRendition> sound(MasterPlaylist master, Variant variant) {
    return master.alternativeRenditions().stream()
        .filter(each -> each.type() == MediaType.AUDIO && each.uri().isPresent())
        .filter(each -> variant.audio().equals(Optional.of(each.groupId())))
        .min(Comparator.comparing(each -> !each.defaultRendition().orElse(false)));
  }

  private static boolean isSoundOnly(Variant variant) {
    return variant.resolution().isEmpty()
        && !variant.codecs().isEmpty()
        && variant.codecs().stream().allMatch(codec -> codec.strip().matches(SOUND_CODECS));
  }

  private static int height(Variant variant) {
    return variant.resolution().map(resolution -> resolution.height()).orElse(0);
  }

  private static String quality(Variant variant) {
    return height(variant) > 0 ? height(variant) + "p" : variant.bandwidth() / 1_000 + " kbit/s";
  }

  /** The segments of one stream, each after the initialisation that it needs. */
  private static List<Piece> pieces(URI uri, String text) throws UnusableMedia {
    MediaPlaylist playlist;
    try {
      playlist = new MediaPlaylistParser(ParsingMode.LENIENT).readPlaylist(text);
    } catch (PlaylistParserException | RuntimeException e) {
      throw invalid();
    }
    if (playlist.ongoing()) {
      throw new UnusableMedia(
          UnusableMedia.INVALID, "the stream is live: its manifest does not say where it ends");
    }
    List<Piece> pieces = new ArrayList<>();
    for (MediaSegment segment : playlist.mediaSegments()) {
      if (segment.segmentKey().filter(key -> key.method() != KeyMethod.NONE).isPresent()) {
        throw new UnusableMedia(UnusableMedia.ENCRYPTED, "the stream is encrypted");
      }
      if (segment.segmentMap().isPresent()) {
        SegmentMap map = segment.segmentMap().get();
        pieces.add(piece(resolve(uri, map.uri()), map.byteRange(), null));
      }
      Piece last = pieces.isEmpty() ? null : pieces.get(pieces.size() - 1);
      pieces.add(piece(resolve(uri, segment.uri()), segment.byteRange(), last));
    }
    return pieces;
  }

  /** A range that does not say where it begins follows the one before. */
  private static Piece piece(URI uri, Optional<ByteRange> range, Piece before) {
    if (range.isEmpty()) {
      return Piece.whole(uri);
    }
    long follows = before != null && before.uri().equals(uri) ? before.from() + before.length() : 0;
    return new Piece(uri, range.get().offset().orElse(follows), range.get().length());
  }

  static URI resolve(URI base, String relative) throws UnusableMedia {
    try {
      return base.resolve(relative);
    } catch (IllegalArgumentException e) {
      throw new UnusableMedia(
          UnusableMedia.INVALID, "the manifest names '" + relative + "', which is not a URL");
    }
  }

  private static UnusableMedia invalid() {
    return new UnusableMedia(UnusableMedia.INVALID, "the manifest is not a valid HLS playlist");
  }
}
