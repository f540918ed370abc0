package org.waybill.progress;

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

  private static final Frame FRAME = new Frame(null, "hello", "{}");

  private final Connection connection = new Connection();
  private final AtomicInteger ends = new AtomicInteger();
  private final EventStream stream =
      new EventStream(connection, Wording.ofMany(), ends::incrementAndGet);

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

  /** Takes everything at once, until it is broken. */
  private static final class Connection extends ServletOutputStream {

    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private boolean broken;
    private int flushed;

    @Override
    public boolean isReady() {
      return true;
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
    public void flush() {
      flushed++;
    }
  }
}
