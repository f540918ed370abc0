package org.waybill.api;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * A stream of parts separated by a delimiter: reads as one part, until the caller goes to the next.
 */
final class DelimitedStream extends InputStream {

  private static final int BUFFER = 1 << 16;

  private final InputStream source;
  private final byte[] delimiter;
  private final byte[] buffer = new byte[BUFFER];
  private int from;
  private int to;
  private int safe;
  private boolean sourceEnded;
  private boolean delimited = true;

  DelimitedStream(InputStream source, String delimiter) {
    this.source = source;
    this.delimiter = delimiter.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Puts a line break before all that was not read yet. */
  void pretendLineBreak() {
    buffer[to++] = '\r';
    buffer[to++] = '\n';
  }

  /** From here on reads all that comes, whatever it looks like. */
  void passDelimiters() {
    delimited = false;
  }

  /** At the end of a part: whether another begins, which is then read next. */
  boolean hasAnotherPart() throws IOException {
    from += delimiter.length;
    safe = from;
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
      throw new EOFException("A multipart boundary is followed by unexpected characters");
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
    return untilSafe() ? buffer[from++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!untilSafe()) {
      return -1;
    }
    int count = Math.min(length, safe - from);
    System.arraycopy(buffer, from, bytes, offset, count);
    from += count;
    return count;
  }

  /** Reads until there are bytes of this part; answers whether there are, or it has ended. */
  private boolean untilSafe() throws IOException {
    while (from >= safe) {
      findSafe();
      if (from < safe) {
        return true;
      }
      if (delimited && to - from >= delimiter.length && mayBeDelimiterAt(from)) {
        return false;
      }
      if (sourceEnded) {
        if (!delimited) {
          return false;
        }
        throw new EOFException("The body ends inside a part");
      }
      fill();
    }
    return true;
  }

  /** Up to where the buffered bytes surely belong to this part; each is looked at once. */
  private void findSafe() {
    safe = Math.max(safe, from);
    while (safe < to && !(delimited && buffer[safe] == delimiter[0] && mayBeDelimiterAt(safe))) {
      safe++;
    }
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

  private void fill() throws IOException {
    System.arraycopy(buffer, from, buffer, 0, to - from);
    to -= from;
    safe = Math.max(0, safe - from);
    from = 0;
    int count = source.read(buffer, to, buffer.length - to);
    sourceEnded = count < 0;
    to += Math.max(0, count);
  }
}
