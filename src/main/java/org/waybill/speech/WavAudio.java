package org.waybill.speech;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A WAV file with one channel of 16,000 samples of 16 bits a second, of which parts are read. */
final class WavAudio implements Closeable {

  static final int RATE = 16_000;
  static final int HEADER = 44;

  private static final int BYTES = 2;
  private static final int CHUNK_HEADER = 8;
  private static final int FIRST_CHUNK = 12;

  private final FileChannel channel;
  private final long begin;
  private final long samples;

  private WavAudio(FileChannel channel, long begin, long samples) {
    this.channel = channel;
    this.begin = begin;
    this.samples = samples;
  }

  static WavAudio open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file);
    try {
      long at = FIRST_CHUNK;
      while (true) {
        ByteBuffer head = read(channel, at, CHUNK_HEADER);
        String name = new String(head.array(), 0, 4, StandardCharsets.US_ASCII);
        long size = head.getInt(4) & 0xFFFF_FFFFL;
        at += CHUNK_HEADER;
        if (name.equals("data")) {
          return new WavAudio(channel, at, Math.min(size, channel.size() - at) / BYTES);
        }
        at += size + size % 2;
      }
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** How many there are. */
  long samples() {
    return samples;
  }

  double seconds() {
    return samples / (double) RATE;
  }

  /** The size of a file of so many samples. */
  static long bytes(long samples) {
    return HEADER + samples * BYTES;
  }

  /** So many samples from this one on. */
  short[] read(long from, int count) throws IOException {
    short[] read = new short[(int) Math.min(count, samples - from)];
    read(channel, begin + from * BYTES, read.length * BYTES).asShortBuffer().get(read);
    return read;
  }

  /** The samples from one up to another, as a WAV file. */
  InputStream part(long from, long to) throws IOException {
    channel.position(begin + from * BYTES);
    InputStream rest = Channels.newInputStream(channel);
    return new SequenceInputStream(
        new ByteArrayInputStream(header(to - from)), new FirstBytes(rest, (to - from) * BYTES));
  }

  private static ByteBuffer read(FileChannel from, long at, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (from.read(bytes, at + bytes.position()) < 0) {
        throw new EOFException("The WAV file is incomplete");
      }
    }
    return bytes.flip();
  }

  private static byte[] header(long samples) {
    int data = (int) (samples * BYTES);
    return ByteBuffer.allocate(HEADER)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("RIFF".getBytes(StandardCharsets.US_ASCII))
        .putInt(HEADER - CHUNK_HEADER + data)
        .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
        .putInt(16)
        .putShort((short) 1)
        .putShort((short) 1)
        .putInt(RATE)
        .putInt(RATE * BYTES)
        .putShort((short) BYTES)
        .putShort((short) (8 * BYTES))
        .put("data".getBytes(StandardCharsets.US_ASCII))
        .putInt(data)
        .array();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** Ends after so many bytes; closing it leaves the file open. */
  private static final class FirstBytes extends InputStream {

    private final InputStream source;
    private long left;

    FirstBytes(InputStream source, long length) {
      this.source = source;
      this.left = length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int n = source.read(bytes, offset, (int) Math.min(length, left));
      if (n < 0) {
        throw new EOFException("The WAV file is incomplete");
      }
      left -= n;
      return n;
    }
  }
}
