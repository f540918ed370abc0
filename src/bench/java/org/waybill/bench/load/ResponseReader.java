package org.waybill.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads HTTP/1.1 responses from one connection, without an object per header. */
final class ResponseReader {

  private static final int NO_LENGTH = -1;
  private static final int CHUNKED = -2;

  private final InputStream in;
  private byte[] buffer = new byte[8192];
  private int position;
  private int limit;

  private int status;
  private boolean keepsAlive;
  private boolean begun;
  private String body = "";

  ResponseReader(InputStream in) {
    this.in = in;
  }

  int status() {
    return status;
  }

  boolean keepsAlive() {
    return keepsAlive;
  }

  /** Whether a byte of the present response has come: before that, a request may be sent again. */
  boolean begun() {
    return begun;
  }

  String body() {
    return body;
  }

  void read() throws IOException {
    begun = position < limit;
    keepsAlive = true;
    int length = head();
    if (length == CHUNKED) {
      body = chunks();
    } else if (length == NO_LENGTH) {
      body = "";
      keepsAlive = false;
    } else {
      body = take(length);
    }
    if (position == limit) {
      position = 0;
      limit = 0;
    }
  }

  private int head() throws IOException {
    int end = lineEnd();
    status =
        (buffer[position + 9] - '0') * 100
            + (buffer[position + 10] - '0') * 10
            + (buffer[position + 11] - '0');
    position = end + 2;
    int length = status == 204 || status == 304 ? 0 : NO_LENGTH;
    while ((end = lineEnd()) > position) {
      if (starts("content-length:")) {
        length = Integer.parseInt(value(end, "content-length:"));
      } else if (starts("transfer-encoding:")) {
        length = CHUNKED;
      } else if (starts("connection:") && value(end, "connection:").equals("close")) {
        keepsAlive = false;
      }
      position = end + 2;
    }
    position = end + 2;
    return length;
  }

  private String chunks() throws IOException {
    var text = new StringBuilder();
    while (true) {
      int end = lineEnd();
      int size = Integer.parseInt(text(position, end - position).strip(), 16);
      position = end + 2;
      text.append(take(size));
      position = lineEnd() + 2;
      if (size == 0) {
        return text.toString();
      }
    }
  }

  private String take(int length) throws IOException {
    while (limit - position < length) {
      fill();
    }
    String taken = text(position, length);
    position += length;
    return taken;
  }

  private int lineEnd() throws IOException {
    int scanned = 0;
    while (true) {
      for (int i = position + scanned; i + 1 < limit; i++) {
        if (buffer[i] == '\r' && buffer[i + 1] == '\n') {
          return i;
        }
      }
      scanned = Math.max(0, limit - position - 1);
      fill();
    }
  }

  private void fill() throws IOException {
    if (limit == buffer.length) {
      byte[] target = position == 0 ? new byte[buffer.length * 2] : buffer;
      System.arraycopy(buffer, position, target, 0, limit - position);
      buffer = target;
      limit -= position;
      position = 0;
    }
    int count = in.read(buffer, limit, buffer.length - limit);
    if (count < 0) {
      throw new EOFException("the server closed the connection");
    }
    begun = true;
    limit += count;
  }

  private boolean starts(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (position + i >= limit || lower(buffer[position + i]) != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static int lower(byte b) {
    return b >= 'A' && b <= 'Z' ? b + 32 : b;
  }

  private String value(int end, String name) {
    int start = position + name.length();
    return text(start, end - start).strip().toLowerCase(Locale.ROOT);
  }

  private String text(int start, int length) {
    return new String(buffer, start, length, StandardCharsets.UTF_8);
  }
}
