package org.waybill.tool;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.waybill.trace.CurrentTrace;

/**
 * The threads on which tools run, apart from those of the workers: a worker that is to stop can
 * leave at once, and a tool that takes too long is interrupted.
 */
@ApplicationScoped
@ManagedExecutorDefinition(name = ToolExecutor.NAME, maxAsync = ToolExecutor.AT_ONCE)
public class ToolExecutor {

  static final String NAME = "java:app/concurrent/waybill-tools";
  static final int AT_ONCE = 64;

  @Resource(lookup = NAME)
  private ManagedExecutorService managed;

  private final ExecutorService given;

  /** For the container, which sets the executor. */
  public ToolExecutor() {
    this(null);
  }

  ToolExecutor(ExecutorService given) {
    this.given = given;
  }

  /**
   * Runs a call of a tool.
   *
   * @throws TimeoutException if it takes longer; its thread is interrupted
   * @throws InterruptedException if the caller is; then the call is, too
   */
  <T> T run(Callable<T> call, Duration timeout) throws Exception {
    Future<T> result = (given != null ? given : managed).submit(CurrentTrace.carriedBy(call));
    try {
      return result.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (Exception) e.getCause();
    } finally {
      result.cancel(true);
    }
  }
}
