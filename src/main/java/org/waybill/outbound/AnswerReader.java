package org.waybill.outbound;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Reads one HTTP/1.1 answer, never more of it than allowed. */
final class AnswerReader {

  private static final int MOST_HEAD_BYTES = 65_536;
  private static final int PIECE = 16_384;
  private static final int INTERIM = 200;

  private final InputStream in;
  private final long most;
  private final boolean cut;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private int headBytes;

  /**
   * @param most bytes of the body
   * @param cut take its beginning if it is larger, where it would be an error otherwise
   */
  AnswerReader(InputStream in, long most, boolean cut) {
    this.in = in;
    this.most = most;
    this.cut = cut;
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Answer(int status, Map<String, String> headers, byte[] body) {}

  Answer read() throws IOException {
    int status = status(line());
    Map<String, String> headers = headers();
    while (status < INTERIM) {
      status = status(line());
      headers = headers();
    }
    if (status != 204 && status != 304) {
      readBody(headers);
    }
    return new Answer(status, headers, body.toByteArray());
  }

  private static int status(String line) throws IOException {
    if (!line.matches("HTTP/1\\.[01] [1-5][0-9][0-9]( .*)?")) {
      throw new CallFailed("the answer is no HTTP");
    }
    return Integer.parseInt(line.substring(9, 12));
  }

  private Map<String, String> headers() throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        headers.merge(name, line.substring(colon + 1).strip(), (a, b) -> a + ", " + b);
      }
    }
    return headers;
  }

  private void readBody(Map<String, String> headers) throws IOException {
    String length = headers.get("content-length");
    if (headers
        .getOrDefault("transfer-encoding", "")
        .toLowerCase(Locale.ROOT)
        .contains("chunked")) {
      readChunks();
    } else if (length != null) {
      readBytes(number(length, 10));
    } else {
      readToEnd();
    }
  }

  private void readChunks() throws IOException {
    long size = number(line().split(";", 2)[0], 16);
    while (size > 0 && readBytes(size)) {
      line();
      size = number(line().split(";", 2)[0], 16);
    }
  }

  /** False if that is enough. */
  private boolean readBytes(long size) throws IOException {
    if (size > most - body.size() && !cut) {
      throw new TooMuch(most);
    }
    long wanted = Math.min(size, most - body.size());
    for (long left = wanted; left > 0; ) {
      byte[] piece = in.readNBytes((int) Math.min(left, PIECE));
      if (piece.length == 0) {
        throw new CallFailed("the connection ended within the body");
      }
      body.writeBytes(piece);
      left -= piece.length;
    }
    return wanted == size;
  }

  private void readToEnd() throws IOException {
    byte[] piece = new byte[PIECE];
    for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
      if (n > most - body.size()) {
        if (!cut) {
          throw new TooMuch(most);
        }
        body.write(piece, 0, (int) (most - body.size()));
        return;
      }
      body.write(piece, 0, n);
    }
  }

  private static long number(String text, int radix) throws IOException {
    try {
      long number = Long.parseLong(text.strip(), radix);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new CallFailed("the answer's length is '" + text + "'");
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new CallFailed("the connection ended without an answer");
      }
      if (++headBytes > MOST_HEAD_BYTES) {
        throw new CallFailed("the answer's headers are larger than " + MOST_HEAD_BYTES + " bytes");
      }
      line.write(b);
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }
}
