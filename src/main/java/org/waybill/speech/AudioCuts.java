package org.waybill.speech;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Where a long recording is cut: in pauses, so that each part is no longer than allowed. */
record AudioCuts(long longest, long overlap) {

  private static final int FRAME = WavAudio.RATE / 20;

  /** Quieter than this is a pause wherever it is: one hundredth of what a sample can hold. */
  private static final double QUIET = 330;

  /** What is at most so much louder than the quietest moment is a pause, too. */
  private static final double NOISE = 2;

  private static final int SHARE_OF_OVERLAP = 10;
  private static final int SHARE_OF_SEARCH = 4;

  /** For a server that takes so many seconds and bytes at once. */
  static AudioCuts of(int seconds, long bytes) {
    long whole =
        Math.min((long) seconds * WavAudio.RATE, (bytes - WavAudio.HEADER) / 2 - WavAudio.RATE);
    long overlap = Math.min(WavAudio.RATE, whole / SHARE_OF_OVERLAP);
    return new AudioCuts(whole - 2 * overlap, overlap);
  }

  /** The samples at which it is cut, its beginning and its end among them. */
  List<Long> find(WavAudio audio) throws IOException {
    List<Long> cuts = new ArrayList<>(List.of(0L));
    long last = 0;
    while (audio.samples() - last > longest) {
      long search = longest / SHARE_OF_SEARCH;
      last = pause(audio, last + longest - search, search);
      cuts.add(last);
    }
    cuts.add(audio.samples());
    return cuts;
  }

  /** The parts between these cuts. */
  List<AudioPart> parts(List<Long> cuts) {
    long end = cuts.get(cuts.size() - 1);
    List<AudioPart> parts = new ArrayList<>();
    for (int i = 0; i + 1 < cuts.size(); i++) {
      long from = cuts.get(i);
      long to = cuts.get(i + 1);
      parts.add(
          new AudioPart(i, Math.max(0, from - overlap), Math.min(end, to + overlap), from, to));
    }
    return parts;
  }

  /** The middle of the longest pause; without one, the quietest moment. */
  private static long pause(WavAudio audio, long from, long length) throws IOException {
    double[] loudness = new double[(int) Math.max(1, length / FRAME)];
    double least = Double.MAX_VALUE;
    for (int i = 0; i < loudness.length; i++) {
      loudness[i] = loudness(audio.read(from + (long) i * FRAME, FRAME));
      least = Math.min(least, loudness[i]);
    }
    double limit = Math.max(QUIET, NOISE * least);
    int best = 0;
    int bestLength = 0;
    int run = 0;
    for (int i = 0; i < loudness.length; i++) {
      run = loudness[i] <= limit ? run + 1 : 0;
      if (run > bestLength) {
        bestLength = run;
        best = i;
      }
    }
    return from + (long) (best + 1) * FRAME - (long) bestLength * FRAME / 2;
  }

  private static double loudness(short[] samples) {
    double sum = 0;
    for (short sample : samples) {
      sum += (double) sample * sample;
    }
    return Math.sqrt(sum / Math.max(1, samples.length));
  }
}
