package org.waybill.outbound;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Closes a connection when its time is over, whatever it is doing then. */
final class Deadline implements Closeable {

  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private final CompletableFuture<Void> closing;
  private volatile boolean over;

  Deadline(SocketChannel channel, long nanos) {
    closing =
        end.orTimeout(Math.max(nanos, 1), TimeUnit.NANOSECONDS)
            .exceptionally(
                late -> {
                  over = true;
                  closeQuietly(channel);
                  return null;
                });
  }

  boolean isOver() {
    return over;
  }

  /** The call is done: nothing more to watch. */
  @Override
  public void close() {
    end.complete(null);
    closing.join();
  }

  private static void closeQuietly(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // It is closed then.
      return;
    }
  }
}
