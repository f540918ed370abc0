package org.waybill.model;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Reads the lines of a response in a thread that may be interrupted while it waits: the JDK's
 * response stream swallows interrupts before Java 20.
 */
final class StreamLineReader implements Flow.Subscriber<String>, AutoCloseable {

  /** A line; or, without text, the end, with a failure if the response is incomplete. */
  private record Line(String text, Throwable failure) {}

  private static final int AHEAD = 64;

  private final BlockingQueue<Line> queue = new LinkedBlockingQueue<>();
  private volatile Flow.Subscription subscription;

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    given.request(AHEAD);
  }

  @Override
  public void onNext(String line) {
    queue.add(new Line(line, null));
  }

  @Override
  public void onError(Throwable failure) {
    queue.add(new Line(null, failure));
  }

  @Override
  public void onComplete() {
    queue.add(new Line(null, null));
  }

  /** The next line, or null at the end. */
  String next() throws IOException, InterruptedException {
    Line line = queue.take();
    if (line.failure() != null) {
      throw new IOException(line.failure());
    }
    subscription.request(1);
    return line.text();
  }

  /** Stops reading; the connection is closed if the response has not ended. */
  @Override
  public void close() {
    Flow.Subscription running = subscription;
    if (running != null) {
      running.cancel();
    }
  }
}
