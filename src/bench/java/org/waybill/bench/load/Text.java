package org.waybill.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** An ASCII text to be found in bytes. */
record Text(byte[] bytes) {

  static Text of(String text) {
    return new Text(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** The index after its first occurrence between these, or -1. */
  int endIn(byte[] searched, int from, int to) {
    for (int i = from; i <= to - bytes.length; i++) {
      if (searched[i] == bytes[0]
          && Arrays.equals(searched, i, i + bytes.length, bytes, 0, bytes.length)) {
        return i + bytes.length;
      }
    }
    return -1;
  }
}
