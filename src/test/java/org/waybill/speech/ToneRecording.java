package org.waybill.speech;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.waybill.json.Json;

/**
 * A recording in which numbers are "spoken" as tones, each number with its frequency, and what a
 * transcription server hears of a part of it.
 */
public final class ToneRecording {

  private static final int RATE = 16_000;
  private static final int HEADER = 44;
  private static final int FRAME = RATE / 50;
  private static final double LOUD = 500;
  private static final double LOWEST = 300;
  private static final double STEP = 10;
  private static final double TONE_SECONDS = 0.5;
  private static final int SHORTEST_TONE = 5;
  private static final int SILENT_FRAMES = 6;

  private ToneRecording() {}

  /**
   * Numbers from 1 on, each so many seconds after the one before, between silence.
   *
   * @param numbers how many
   */
  public static void write(Path file, int numbers, double every) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      int samples = (int) (every * RATE);
      out.write(header((long) numbers * samples * 2));
      for (int number = 1; number <= numbers; number++) {
        out.write(tone(number, samples));
      }
    }
  }

  /** When a number begins, in seconds. */
  public static double begin(int number, double every) {
    return (number - 1) * every + (every - TONE_SECONDS) / 2;
  }

  private static byte[] tone(int number, int samples) {
    ByteBuffer bytes = ByteBuffer.allocate(samples * 2).order(ByteOrder.LITTLE_ENDIAN);
    int length = (int) (TONE_SECONDS * RATE);
    int from = (samples - length) / 2;
    for (int i = 0; i < samples; i++) {
      double phase = 2 * Math.PI * (LOWEST + STEP * number) * (i - from) / RATE;
      boolean sounds = i >= from && i < from + length;
      bytes.putShort((short) (sounds ? 8_000 * Math.sin(phase) : 3 * Math.sin(i)));
    }
    return bytes.array();
  }

  private static byte[] header(long data) {
    return ByteBuffer.allocate(HEADER)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("RIFF".getBytes(StandardCharsets.US_ASCII))
        .putInt((int) (HEADER - 8 + data))
        .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
        .putInt(16)
        .putShort((short) 1)
        .putShort((short) 1)
        .putInt(RATE)
        .putInt(2 * RATE)
        .putShort((short) 2)
        .putShort((short) 16)
        .put("data".getBytes(StandardCharsets.US_ASCII))
        .putInt((int) data)
        .array();
  }

  /** The WAV file in a multipart body. */
  public static short[] samples(byte[] body) {
    String text = new String(body, StandardCharsets.ISO_8859_1);
    int begin = text.indexOf("RIFF") + HEADER;
    int length =
        ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN).getInt(text.indexOf("RIFF") + 40);
    short[] samples = new short[length / 2];
    ByteBuffer.wrap(body, begin, length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asShortBuffer()
        .get(samples);
    return samples;
  }

  /** What a server hears: numbers where there are tones, words where there is anything else. */
  public static String heard(short[] samples) {
    List<String> segments = new ArrayList<>();
    int begin = -1;
    int last = -1;
    int frames = samples.length / FRAME;
    for (int i = 0; i <= frames; i++) {
      boolean loud = i < frames && loudness(samples, i) > LOUD;
      if (loud) {
        begin = begin < 0 ? i : begin;
        last = i;
      } else if (begin >= 0 && (i - last > SILENT_FRAMES || i == frames)) {
        if (last - begin >= SHORTEST_TONE) {
          segments.add(segment(samples, begin * FRAME, (last + 1) * FRAME));
        }
        begin = -1;
      }
    }
    return "{\"task\":\"transcribe\",\"language\":\"english\",\"text\":%s,\"segments\":[%s]}"
        .formatted(Json.quote(segments.isEmpty() ? "" : "heard"), String.join(",", segments));
  }

  private static double loudness(short[] samples, int frame) {
    double sum = 0;
    for (int i = frame * FRAME; i < (frame + 1) * FRAME; i++) {
      sum += (double) samples[i] * samples[i];
    }
    return Math.sqrt(sum / FRAME);
  }

  private static String segment(short[] samples, int from, int to) {
    int crossings = 0;
    int first = -1;
    int last = -1;
    for (int i = from + 2 * FRAME; i < to - 2 * FRAME; i++) {
      if (samples[i - 1] < 0 && samples[i] >= 0) {
        first = first < 0 ? i : first;
        last = i;
        crossings++;
      }
    }
    double frequency = (crossings - 1) * (double) RATE / Math.max(1, last - first);
    double number = (frequency - LOWEST) / STEP;
    boolean tone =
        Math.abs(number - Math.round(number)) < 0.35
            && Math.abs((to - from) / (double) RATE - TONE_SECONDS) < 0.1;
    return "{\"start\":%s,\"end\":%s,\"text\":%s}"
        .formatted(
            from / (double) RATE,
            to / (double) RATE,
            Json.quote(tone ? " Number " + Math.round(number) + "." : " Some words."));
  }
}
