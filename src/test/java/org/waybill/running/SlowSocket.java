package org.waybill.running;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A client of {@code /ws/tasks}, by hand, that takes nothing off its connection until it reads. */
public final class SlowSocket implements AutoCloseable {

  private static final int SMALL = 4_096;
  private static final int TEXT_TO_ITS_END = 0x81;
  private static final int PING = 0x89;
  private static final int PONG = 0x8a;
  private static final int MASKED = 0x80;

  private final Socket connection = new Socket();
  private final DataInputStream in;

  public SlowSocket(URI base, String token, Duration patience) {
    try {
      connection.setReceiveBufferSize(SMALL);
      connection.setSoTimeout((int) patience.toMillis());
      connection.connect(new InetSocketAddress(base.getHost(), base.getPort()));
      in = new DataInputStream(new BufferedInputStream(connection.getInputStream(), SMALL));
      open(Handshake.request(base, token));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void open(String request) throws IOException {
    connection.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      head.append((char) in.readUnsignedByte());
    }
    if (!head.toString().startsWith("HTTP/1.1 101 ")) {
      throw new AssertionError("Not opened: " + head);
    }
  }

  /** Sends a short frame; its mask is all zeros. */
  public void send(String text) {
    send(TEXT_TO_ITS_END, text.getBytes(StandardCharsets.UTF_8));
  }

  private void answerPing(byte[] bytes) {
    send(PONG, bytes);
  }

  private void send(int kind, byte[] bytes) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(kind);
    frame.write(MASKED | bytes.length);
    frame.writeBytes(new byte[4]);
    frame.writeBytes(bytes);
    try {
      connection.getOutputStream().write(frame.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next frame, for which it waits as long as it has patience. */
  public JsonObject next() {
    try {
      int kind = in.readUnsignedByte();
      int length = in.readUnsignedByte();
      while (kind == PING) {
        answerPing(in.readNBytes(length));
        kind = in.readUnsignedByte();
        length = in.readUnsignedByte();
      }
      if (kind != TEXT_TO_ITS_END) {
        throw new AssertionError("No whole text but a frame of kind " + kind);
      }
      long bytes = length < 126 ? length : length == 126 ? in.readUnsignedShort() : in.readLong();
      String text = new String(in.readNBytes((int) bytes), StandardCharsets.UTF_8);
      try (JsonReader reader = Json.createReader(new StringReader(text))) {
        return reader.readObject();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
