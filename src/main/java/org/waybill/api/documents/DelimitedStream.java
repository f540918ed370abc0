package org.waybill.api.documents;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A stream of parts that end at a delimiter: reads as one part, until told to go to the next. */
final class DelimitedStream extends InputStream {

  private static final int BUFFER = 1 << 16;

  private final InputStream source;
  private final byte[] delimiter;
  private final byte[] buffer = new byte[BUFFER];
  private int from;
  private int to;
  private boolean sourceEnded;

  DelimitedStream(InputStream source, String delimiter) {
    this.source = source;
    this.delimiter = delimiter.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Puts a line break before all that was not read yet. */
  void pretendLineBreak() {
    buffer[to++] = '\r';
    buffer[to++] = '\n';
  }

  /** Reads to the end of this part. */
  void skipPart() throws IOException {
    transferTo(OutputStream.nullOutputStream());
  }

  /** At the end of a part: whether another begins, which is then read next. */
  boolean hasAnotherPart() throws IOException {
    from += delimiter.length;
    int first = next();
    int second = next();
    if (first == '-' && second == '-') {
      return false;
    }
    while (first == ' ' || first == '\t') {
      first = second;
      second = next();
    }
    if (first != '\r' || second != '\n') {
      throw new EOFException("A boundary is followed by something else");
    }
    return true;
  }

  private int next() throws IOException {
    if (from == to) {
      fill();
    }
    if (from == to) {
      throw new EOFException();
    }
    return buffer[from++] & 0xFF;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    int safe = safe();
    while (safe == 0 && !atDelimiter()) {
      if (sourceEnded) {
        throw new EOFException("The body ends within a part");
      }
      fill();
      safe = safe();
    }
    if (safe == 0) {
      return -1;
    }
    int count = Math.min(length, safe);
    System.arraycopy(buffer, from, bytes, offset, count);
    from += count;
    return count;
  }

  /** How many buffered bytes surely belong to this part. */
  private int safe() {
    for (int i = from; i < to; i++) {
      if (buffer[i] == delimiter[0] && mayBeDelimiterAt(i)) {
        return i - from;
      }
    }
    return to - from;
  }

  private boolean mayBeDelimiterAt(int position) {
    int length = Math.min(delimiter.length, to - position);
    for (int i = 1; i < length; i++) {
      if (buffer[position + i] != delimiter[i]) {
        return false;
      }
    }
    return true;
  }

  private boolean atDelimiter() {
    return to - from >= delimiter.length && mayBeDelimiterAt(from);
  }

  private void fill() throws IOException {
    System.arraycopy(buffer, from, buffer, 0, to - from);
    to -= from;
    from = 0;
    int count = source.read(buffer, to, buffer.length - to);
    sourceEnded = count < 0;
    to += Math.max(0, count);
  }
}
