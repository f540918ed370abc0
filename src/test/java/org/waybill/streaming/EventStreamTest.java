package org.waybill.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What goes over an event stream's connection, and when it ends. */
class EventStreamTest {

  private static final SseEvent FRAME = new SseEvent(null, "hello", "{}");

  private final Connection connection = new Connection();
  private final AtomicInteger ends = new AtomicInteger();
  private final EventStream stream =
      new EventStream(connection, EventRenderer.ofMany(), ended -> ends.incrementAndGet());

  @Test
  void theHeadGoesOutBeforeThereIsAnythingToTell() throws IOException {
    stream.begin();
    assertThat(connection.flushed).isEqualTo(1);
    assertThat(connection.taken.size()).isZero();
  }

  @Test
  void whatIsToldIsWrittenAndFlushed() {
    stream.begin();
    stream.send(FRAME);
    assertThat(connection.taken.toString(StandardCharsets.UTF_8)).contains("event: hello");
    assertThat(connection.flushed).isEqualTo(2);
    assertThat(ends).hasValue(0);
  }

  @Test
  void itEndsOnceWhereTheClientHasGoneWhetherTheServerReportsItOrNot() {
    stream.begin();
    connection.broken = true;
    stream.send(FRAME);
    assertThat(ends).hasValue(1);
    stream.onError(new IOException("gone"));
    stream.send(FRAME);
    assertThat(ends).hasValue(1);
  }

  @Test
  void aStreamThatWasQuietForARoundSendsAHeartbeatAndABusyOneDoesNot() {
    stream.begin();
    stream.send(FRAME);
    stream.keepAlive();
    assertThat(heartbeats()).as("it was busy").isZero();
    stream.keepAlive();
    assertThat(heartbeats()).isEqualTo(1);
    stream.send(FRAME);
    stream.keepAlive();
    assertThat(heartbeats()).as("busy again").isEqualTo(1);
    stream.keepAlive();
    stream.keepAlive();
    assertThat(heartbeats()).as("one in each quiet round").isEqualTo(3);
  }

  private long heartbeats() {
    return connection
        .taken
        .toString(StandardCharsets.UTF_8)
        .lines()
        .filter(": keep-alive"::equals)
        .count();
  }

  @Test
  void aQuietStreamFindsByItsHeartbeatThatTheClientHasGone() {
    stream.begin();
    connection.broken = true;
    stream.keepAlive();
    assertThat(ends).as("nothing was quiet yet").hasValue(0);
    stream.keepAlive();
    assertThat(ends).hasValue(1);
  }

  @Test
  void aClientThatDoesNotReadIsCutAndOneThatReadsSlowlyIsNot() {
    stream.begin();
    connection.full = true;
    for (int round = 0; round < 30; round++) {
      // It reads one event each fourth round, and is sent two.
      if (round % 4 == 0) {
        stream.send(FRAME);
        stream.send(FRAME);
        connection.takeOne = true;
      }
      stream.keepAlive();
    }
    assertThat(ends).hasValue(0);
    for (int round = 0; round < 8; round++) {
      stream.keepAlive();
    }
    assertThat(ends).hasValue(1);
    stream.abandon();
    assertThat(ends).hasValue(1);
  }

  @Test
  void itEndsWhereTheServerThrowsAnythingAndNothingIsKeptAfterwards() {
    stream.begin();
    connection.fault = new NullPointerException("recycled");
    stream.send(FRAME);
    assertThat(ends).hasValue(1);
    connection.fault = null;
    stream.send(FRAME);
    assertThat(connection.taken.size()).isZero();
  }

  @Test
  void aStreamThatIsClosedSaysWhyAndWhatWaitedIsNotSent() {
    stream.begin();
    connection.full = true;
    stream.send(FRAME);
    connection.full = false;
    stream.close("the API token is no longer valid");
    assertThat(connection.taken.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "event: closed\n"
                + "data: {\"eventType\":\"closed\",\"detail\":\"the API token is no longer valid\"}\n\n"
                + ": closed: the API token is no longer valid\n\n");
    assertThat(ends).hasValue(1);
  }

  @Test
  void whoDoesNotTakeTheLastWordsIsCutAtTheSecondTime() {
    stream.begin();
    connection.full = true;
    stream.close("revoked");
    assertThat(ends).hasValue(0);
    stream.close("revoked");
    assertThat(ends).hasValue(1);
  }

  /** Takes everything at once, until it is broken. */
  private static final class Connection extends ServletOutputStream {

    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private boolean broken;
    private boolean full;
    private boolean takeOne;
    private RuntimeException fault;
    private int flushed;

    @Override
    public boolean isReady() {
      if (fault != null) {
        throw fault;
      }
      return !full || takeOne;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      try {
        listener.onWritePossible();
      } catch (IOException e) {
        listener.onError(e);
      }
    }

    @Override
    public void write(int b) throws IOException {
      if (broken) {
        throw new IOException("broken pipe");
      }
      taken.write(b);
    }

    @Override
    public void write(byte[] bytes) throws IOException {
      super.write(bytes);
      takeOne = false;
    }

    @Override
    public void flush() {
      flushed++;
    }
  }
}
