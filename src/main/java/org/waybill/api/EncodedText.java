package org.waybill.api;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent-encoded text of an address. */
final class EncodedText {

  private EncodedText() {}

  /**
   * Where it decodes to a control character, or not to UTF-8 at all; -1 for nowhere.
   *
   * @param allowed control characters that may occur
   */
  static int control(String encoded, String allowed) {
    byte[] bytes = new byte[encoded.length()];
    int length = 0;
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      if (c == '%') {
        int value = i + 2 < encoded.length() ? hex(encoded, i) : -1;
        if (value < 0) {
          return i;
        }
        bytes[length++] = (byte) value;
        i += 2;
      } else if (c < 128) {
        bytes[length++] = (byte) c;
      }
    }
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length)).toString();
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if ((c < ' ' || c == 127) && allowed.indexOf(c) < 0) {
          return i;
        }
      }
      return -1;
    } catch (CharacterCodingException e) {
      return 0;
    }
  }

  private static int hex(String text, int at) {
    int high = Character.digit(text.charAt(at + 1), 16);
    int low = Character.digit(text.charAt(at + 2), 16);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }
}
