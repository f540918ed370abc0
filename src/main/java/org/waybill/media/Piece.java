package org.waybill.media;

import java.net.URI;
import java.util.Map;

/**
 * A segment of a stream: a file, or a range of one.
 *
 * @param length in bytes; -1 for all of the file
 */
record Piece(URI uri, long from, long length) {

  static Piece whole(URI uri) {
    return new Piece(uri, 0, -1);
  }

  boolean isRange() {
    return length >= 0;
  }

  Map<String, String> headers() {
    return isRange()
        ? Map.of(
            "Range", "bytes=" + from + "-" + (from + length - 1), "Accept-Encoding", "identity")
        : Map.of("Accept-Encoding", "identity");
  }
}
