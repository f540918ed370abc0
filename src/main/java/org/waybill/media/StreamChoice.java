package org.waybill.media;

import java.io.IOException;
import java.net.URI;
import java.util.List;

/**
 * One of the streams that a manifest offers.
 *
 * @param quality such as {@code 1080p}
 * @param height of its picture; 0 if it has none or does not say
 * @param bandwidth in bits per second
 * @param main picture and sound, or one of them
 * @param sound where the sound is a stream of its own; null if it is in the main one
 */
record StreamChoice(String quality, int height, long bandwidth, Track main, Track sound) {

  /** Where the segments of a stream are. */
  @FunctionalInterface
  interface Track {

    List<Piece> pieces(Playlists playlists) throws IOException, UnusableMedia, InterruptedException;
  }

  /** Gets a manifest that another one names. */
  @FunctionalInterface
  interface Playlists {

    String read(URI uri) throws IOException, UnusableMedia, InterruptedException;
  }

  boolean isSoundOnly() {
    return quality.equals(StreamChoices.AUDIO_ONLY);
  }
}
