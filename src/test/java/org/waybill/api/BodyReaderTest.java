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

  private final BodyTimeout clock = new BodyTimeout();

  @BeforeEach
  void itsTimeIsTheRealOne() {
    new Beans(Map.of()).with(BodyTimeout.class, clock);
  }

  private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor();

  @BeforeEach
  void theClockGoes() {
    looks.scheduleAtFixedRate(clock::refresh, 1, 1, TimeUnit.MILLISECONDS);
  }

  @AfterEach
  void itStops() {
    looks.shutdownNow();
  }

  private BufferedBody read(InputStream in, Duration time) {
    return BodyReader.read(in, 100, clock.begin(time));
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
    BodySlots slots = new BodySlots(2, 2);
    Owner many = new Owner("acme", "many");
    try (PipedOutputStream sender = new PipedOutputStream();
        PipedInputStream in = new PipedInputStream(sender)) {
      BodyTimeout.Read oldest = slots.take(many, () -> clock.begin(Duration.ofHours(1))).get();
      BodyTimeout.Read next = slots.take(many, () -> clock.begin(Duration.ofHours(1))).get();
      Owner other = new Owner("acme", "other");
      assertThat(slots.take(many, () -> clock.begin(SHORT))).as("a third of one user").isEmpty();
      BodyTimeout.Read others = slots.take(other, () -> clock.begin(Duration.ofHours(1))).get();
      assertThatThrownBy(() -> BodyReader.read(in, 100, oldest))
          .asInstanceOf(InstanceOfAssertFactories.type(Problem.class))
          .returns(429, Problem::status);
      assertThat(slots.take(other, () -> clock.begin(SHORT))).as("as many as the first").isEmpty();
      slots.free(many, oldest);
      slots.free(many, next);
      next.close();
      assertThat(slots.take(other, () -> clock.begin(SHORT))).as("a place was free").isPresent();
      others.close();
    }
  }
}
