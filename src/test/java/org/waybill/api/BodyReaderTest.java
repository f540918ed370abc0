package org.waybill.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.owner.Owner;
import org.waybill.world.Beans;

class BodyReaderTest {

  private static final Duration SHORT = Duration.ofMillis(50);

  private static final Owner MANY = new Owner("acme", "many");

  private final TransferSlots slots = new TransferSlots(2, 2);

  @BeforeEach
  void itsTimeIsTheRealOne() {
    new Beans(Map.of()).with(TransferSlots.class, slots);
  }

  private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor();

  @BeforeEach
  void theClockGoes() {
    looks.scheduleAtFixedRate(slots::refresh, 1, 1, TimeUnit.MILLISECONDS);
  }

  @AfterEach
  void itStops() {
    looks.shutdownNow();
  }

  private BufferedBody read(InputStream in, Duration time) {
    return BodyReader.read(in, 100, slots.unlimited(MANY, time));
  }

  private void isLate(InputStream in) {
    assertThatThrownBy(() -> read(in, SHORT))
        .asInstanceOf(InstanceOfAssertFactories.type(Problem.class))
        .returns(408, Problem::status);
    assertThat(Thread.interrupted()).as("what follows is not interrupted").isFalse();
  }

  @Test
  void whatComesAsAWholeIsRead() {
    byte[] bytes = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
    assertThat(read(new ByteArrayInputStream(bytes), Duration.ofMinutes(1)).length())
        .isEqualTo(bytes.length);
  }

  @Test
  void oneOfWhichNothingMoreComesEnds() throws IOException {
    try (PipedOutputStream sender = new PipedOutputStream();
        PipedInputStream in = new PipedInputStream(sender)) {
      sender.write('{');
      isLate(in);
    }
  }

  @Test
  void oneThatComesInDropsEnds() {
    isLate(
        new InputStream() {
          private int drops;

          @Override
          public int read() {
            return drops++ < 100 ? ' ' : -1;
          }

          @Override
          public int read(byte[] target, int from, int length) throws IOException {
            try {
              TimeUnit.MILLISECONDS.sleep(10);
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
            int next = read();
            if (next < 0) {
              return -1;
            }
            target[from] = (byte) next;
            return 1;
          }
        });
  }

  @Test
  void oneThatIsTooLargeIsRefusedWithoutItsRest() {
    assertThatThrownBy(() -> read(new ByteArrayInputStream(new byte[101]), Duration.ofMinutes(1)))
        .asInstanceOf(InstanceOfAssertFactories.type(Problem.class))
        .returns(413, Problem::status);
  }

  @Test
  void oneThatGivesWayEndsAndSaysSo() throws IOException {
    try (PipedOutputStream sender = new PipedOutputStream();
        PipedInputStream in = new PipedInputStream(sender)) {
      Transfer oldest = slots.take(MANY, Duration.ofHours(1)).get();
      assertThat(slots.take(MANY, Duration.ofHours(1))).isPresent();
      assertThat(slots.take(new Owner("acme", "other"), Duration.ofHours(1))).isPresent();
      assertThatThrownBy(() -> BodyReader.read(in, 100, oldest))
          .asInstanceOf(InstanceOfAssertFactories.type(Problem.class))
          .returns(429, Problem::status);
    }
  }
}
