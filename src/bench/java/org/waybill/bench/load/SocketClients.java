package org.waybill.bench.load;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Many clients of {@code /ws/tasks} on one thread, which only shows each frame to a listener: a
 * client per thread, or the JDK's, would take the time that is to be measured.
 */
public final class SocketClients implements Closeable {

  private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final int BUFFER = 16_384;
  private static final int OPCODE = 0x0f;
  private static final int TEXT = 0x1;
  private static final int CLOSE = 0x8;
  private static final int PING = 0x9;
  private static final int PONG = 0xa;

  private final InetSocketAddress address;
  private final Selector selector;
  private final List<SocketChannel> channels = new ArrayList<>();
  private final FrameListener listener;
  private final Clock clock = Clock.systemUTC();
  private Thread reader;
  private volatile boolean closed;
  private volatile String cutOff;

  /** Sees each frame on the thread that reads. */
  public interface FrameListener {

    /** The text in these bytes arrived now. */
    void frame(byte[] bytes, int from, int to, Instant now);
  }

  public SocketClients(URI base, FrameListener listener) {
    this.listener = listener;
    this.address = new InetSocketAddress(base.getHost(), base.getPort());
    try {
      this.selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Connects one more and sends this frame. */
  public void open(String token, String frame) throws IOException {
    SocketChannel channel = SocketChannel.open(address);
    channels.add(channel);
    channel.socket().setTcpNoDelay(true);
    URI target = URI.create("http://" + address.getHostString() + "/ws/tasks");
    byte[] upgrade =
        HttpRequest.get(
            target,
            Map.of(
                "Authorization", "Bearer " + token,
                "Upgrade", "websocket",
                "Connection", "Upgrade",
                "Sec-WebSocket-Version", "13",
                "Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA=="));
    channel.write(ByteBuffer.wrap(upgrade));
    readHead(channel);
    channel.write(ByteBuffer.wrap(masked(frame)));
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, ByteBuffer.allocate(BUFFER));
  }

  /** Byte by byte: what follows the head is a frame already. */
  private static void readHead(SocketChannel channel) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(BUFFER);
    ByteBuffer one = ByteBuffer.allocate(1);
    while (!endsHead(head)) {
      if (channel.read(one.clear()) < 0) {
        throw new IOException("closed in the handshake");
      }
      head.put(one.flip());
    }
    String text = new String(head.array(), 0, head.position(), StandardCharsets.US_ASCII);
    if (!text.startsWith("HTTP/1.1 101")) {
      throw new IOException(text);
    }
  }

  private static boolean endsHead(ByteBuffer head) {
    int end = head.position();
    return end >= END_OF_HEAD.length
        && Arrays.equals(head.array(), end - END_OF_HEAD.length, end, END_OF_HEAD, 0, 4);
  }

  private static byte[] masked(String text) {
    return masked(TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  /** A frame under 126 bytes, with the mask that is all zeros. */
  private static byte[] masked(int opcode, byte[] payload) {
    if (payload.length > 125) {
      throw new IllegalArgumentException("too long: " + payload.length + " bytes");
    }
    ByteBuffer frame = ByteBuffer.allocate(payload.length + 6);
    frame.put((byte) (0x80 | opcode)).put((byte) (0x80 | payload.length)).putInt(0).put(payload);
    return frame.array();
  }

  /** Begins to read what arrives. */
  public void listen() {
    reader = new Thread(this::read, "socket-clients");
    reader.start();
  }

  /**
   * @throws IllegalStateException the server closed one of them
   */
  public void checkOpen() {
    if (cutOff != null) {
      throw new IllegalStateException("a WebSocket client was cut off: " + cutOff);
    }
  }

  private void read() {
    try {
      while (!closed && cutOff == null) {
        selector.select(
            key -> {
              try {
                read(key);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
      }
    } catch (IOException | UncheckedIOException e) {
      cutOff = e.toString();
    } catch (ClosedSelectorException e) {
      // So does close() end this.
      cutOff = "closed";
    }
  }

  private void read(SelectionKey key) throws IOException {
    ByteBuffer buffer = (ByteBuffer) key.attachment();
    SocketChannel channel = (SocketChannel) key.channel();
    if (channel.read(buffer) < 0) {
      throw new IOException("end of the connection");
    }
    Instant now = clock.instant();
    buffer.flip();
    while (hasFrame(buffer)) {
      take(channel, buffer, now);
    }
    buffer.compact();
    if (!buffer.hasRemaining()) {
      throw new IOException("a frame of more than " + BUFFER + " bytes");
    }
  }

  private static boolean hasFrame(ByteBuffer buffer) {
    if (buffer.remaining() < 4) {
      return false;
    }
    int length = buffer.get(buffer.position() + 1) & 0x7f;
    int whole = length < 126 ? length + 2 : (buffer.getShort(buffer.position() + 2) & 0xffff) + 4;
    return buffer.remaining() >= whole;
  }

  private void take(SocketChannel channel, ByteBuffer buffer, Instant now) throws IOException {
    int opcode = buffer.get() & OPCODE;
    int length = buffer.get() & 0x7f;
    int size = length < 126 ? length : buffer.getShort() & 0xffff;
    int start = buffer.position();
    if (opcode == CLOSE) {
      throw new IOException(
          "closed by the server, "
              + new String(buffer.array(), start + 2, size - 2, StandardCharsets.UTF_8));
    }
    if (opcode == PING) {
      byte[] payload = Arrays.copyOfRange(buffer.array(), start, start + size);
      channel.write(ByteBuffer.wrap(masked(PONG, payload)));
    } else {
      listener.frame(buffer.array(), start, start + size, now);
    }
    buffer.position(start + size);
  }

  @Override
  public void close() throws IOException {
    closed = true;
    selector.close();
    for (SocketChannel channel : channels) {
      channel.close();
    }
  }
}
