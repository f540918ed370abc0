package org.waybill.api;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

/** Takes what comes of one body, whenever some comes, and ends in one of three ways. */
final class BodyReader implements ReadListener, AsyncListener {

  private static final int PIECE = 8_192;

  private final AsyncContext exchange;
  private final ServletInputStream in;
  private final long limit;
  private final Duration time;
  private final BiConsumer<AsyncContext, GatheredBody> ready;
  private final Runnable done;
  private final GatheredBody body = new GatheredBody();
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile Future<?> timer;
  private final byte[] piece = new byte[PIECE];

  /**
   * @param limit the most bytes
   * @param time what is said of a body that takes longer
   * @param ready gets the whole body
   * @param done is told in any case, and once
   */
  BodyReader(
      AsyncContext exchange,
      long limit,
      Duration time,
      BiConsumer<AsyncContext, GatheredBody> ready,
      Runnable done)
      throws IOException {
    this.exchange = exchange;
    this.in = exchange.getRequest().getInputStream();
    this.limit = limit;
    this.time = time;
    this.ready = ready;
    this.done = done;
  }

  @Override
  public void onDataAvailable() throws IOException {
    while (!ended.get() && in.isReady() && !in.isFinished()) {
      int length = in.read(piece);
      if (length < 0) {
        return;
      }
      if (body.length() + length > limit) {
        refuse(Problem.tooLarge("body is too large; allowed: " + limit + " bytes"));
        return;
      }
      body.write(piece, length);
    }
  }

  @Override
  public void onAllDataRead() throws IOException {
    if (end()) {
      ready.accept(exchange, body.complete());
    }
  }

  @Override
  public void onError(Throwable error) {
    if (end()) {
      body.close();
      exchange.complete();
    }
  }

  /** What ends it when it takes too long; to be called off when it has ended before. */
  void endsBy(Future<?> end) {
    timer = end;
    if (ended.get()) {
      end.cancel(false);
    }
  }

  void timeOut() {
    try {
      refuse(
          new Problem(
              HttpServletResponse.SC_REQUEST_TIMEOUT,
              "Request timeout",
              "The body did not arrive within " + time.toMillis() + "ms; nothing was stored.",
              null));
    } catch (IOException e) {
      exchange.complete();
    }
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    timeOut();
  }

  @Override
  public void onError(AsyncEvent event) {
    onError(event.getThrowable());
  }

  @Override
  public void onComplete(AsyncEvent event) {
    if (end()) {
      body.close();
    }
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // What starts anew is the door's own affair.
  }

  /** What is still to come is not read: the connection cannot serve another request. */
  private void refuse(Problem problem) throws IOException {
    if (end()) {
      body.close();
      HttpServletResponse response = (HttpServletResponse) exchange.getResponse();
      response.setHeader("Connection", "close");
      RequestGate.refuse(response, problem);
      response.flushBuffer();
      exchange.complete();
    }
  }

  private boolean end() {
    boolean first = ended.compareAndSet(false, true);
    if (first) {
      Future<?> set = timer;
      if (set != null) {
        set.cancel(false);
      }
      done.run();
    }
    return first;
  }
}
