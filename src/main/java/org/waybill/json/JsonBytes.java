package org.waybill.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The text of JSON that came as bytes; the first are ASCII, whose zeros tell the encoding. */
final class JsonBytes {

  private static final String UTF_32BE = "UTF-32BE";
  private static final String UTF_32LE = "UTF-32LE";

  private JsonBytes() {}

  /**
   * @throws RefusedJson if they are not in the encoding that they begin in
   */
  static String text(byte[] bytes) {
    Charset encoding = encoding(bytes);
    try {
      return encoding.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw RefusedJson.wrong("body", "is not in " + encoding.name(), "JSON in UTF-8");
    }
  }

  private static Charset encoding(byte[] bytes) {
    if (bytes.length >= 4 && bytes[0] == 0 && bytes[1] == 0 && bytes[2] == 0) {
      return Charset.forName(UTF_32BE);
    }
    if (bytes.length >= 4 && bytes[1] == 0 && bytes[2] == 0 && bytes[3] == 0) {
      return Charset.forName(UTF_32LE);
    }
    if (bytes.length >= 2 && bytes[0] == 0) {
      return StandardCharsets.UTF_16BE;
    }
    return bytes.length >= 2 && bytes[1] == 0 ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8;
  }
}
