package org.waybill.reading;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A frame that a reader process writes.
 *
 * @param number of a page, else 0
 * @param total number of pages, else 0
 * @param content text of the page, its image, or the reason why there is none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, only passed on
record ReaderFrame(Kind kind, int number, int total, byte[] content) {

  /** The kind of frame. */
  enum Kind {
    READY,
    PAGE,
    END,
    UNREADABLE,
    GONE,
    FAILED,
    IMAGE,
    NOTE
  }

  static ReaderFrame of(Kind kind, String text) {
    return new ReaderFrame(kind, 0, 0, text.getBytes(StandardCharsets.UTF_8));
  }

  static ReaderFrame page(int number, int total, String text) {
    return new ReaderFrame(Kind.PAGE, number, total, text.getBytes(StandardCharsets.UTF_8));
  }

  String text() {
    return new String(content, StandardCharsets.UTF_8);
  }

  void write(DataOutputStream to) throws IOException {
    to.writeByte(kind.ordinal());
    to.writeInt(number);
    to.writeInt(total);
    to.writeInt(content.length);
    to.write(content);
    to.flush();
  }

  /**
   * @param longest maximum bytes of content: a process that has read a hostile file is not trusted
   */
  static ReaderFrame read(DataInputStream from, long longest) throws IOException {
    int kind = from.readUnsignedByte();
    int number = from.readInt();
    int total = from.readInt();
    int length = from.readInt();
    if (kind >= Kind.values().length || length < 0 || length > longest) {
      throw new IOException("The reader process sent an invalid message");
    }
    byte[] bytes = new byte[length];
    from.readFully(bytes);
    return new ReaderFrame(Kind.values()[kind], number, total, bytes);
  }
}
