package org.waybill.bench.load;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How long events took from their commit to their clients. */
public final class EventAges implements SocketClients.FrameListener {

  private static final Text AT = Text.of("\"at\":\"");
  private static final int TIME_LENGTH = "2026-01-31T12:00:00.000Z".length();

  private final List<Double> millis = new ArrayList<>();

  @Override
  public void frame(byte[] bytes, int from, int to, Instant now) {
    int at = AT.endIn(bytes, from, to - TIME_LENGTH);
    if (at >= 0) {
      String time = new String(bytes, at, TIME_LENGTH, StandardCharsets.US_ASCII);
      double took = Duration.between(Instant.parse(time), now).toNanos() / 1e6;
      synchronized (this) {
        millis.add(took);
      }
    }
  }

  /** In ms, sorted; and forgets them. */
  public synchronized double[] takeMillis() {
    double[] taken = millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    millis.clear();
    return taken;
  }
}
