package org.waybill.text;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads server-sent events: what is sent, and the id after which a stream can be resumed. */
public final class EventReader {

  private final InputStream in;
  private final int mostBytes;
  private String lastId;

  /**
   * @param mostBytes of one event
   */
  public EventReader(InputStream in, int mostBytes) {
    this.in = new BufferedInputStream(in);
    this.mostBytes = mostBytes;
  }

  /** Of the last event that had one; null if there was none. */
  public String lastId() {
    return lastId;
  }

  /** The data of the next event that has some; null at the end of the stream. */
  public String next() throws IOException {
    StringBuilder data = new StringBuilder();
    for (String line = line(); line != null; line = line()) {
      if (line.isEmpty() && data.length() > 0) {
        return data.toString();
      }
      if (line.startsWith("id:")) {
        lastId = line.substring("id:".length()).strip();
      } else if (line.startsWith("data:")) {
        data.append(data.length() == 0 ? "" : "\n")
            .append(line.substring("data:".length()).strip());
        if (data.length() > mostBytes) {
          throw new IOException("an event is larger than " + mostBytes + " bytes");
        }
      }
    }
    return null;
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next = in.read();
    if (next < 0) {
      return null;
    }
    while (next >= 0 && next != '\n') {
      line.write(next);
      if (line.size() > mostBytes) {
        throw new IOException("a line is larger than " + mostBytes + " bytes");
      }
      next = in.read();
    }
    String text = line.toString(StandardCharsets.UTF_8);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }
}
