package org.waybill.agent;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * The threads on which embeddings are computed. They are separate from the workers' threads, so
 * that a worker that is interrupted can stop at once, whatever the call does.
 */
@ApplicationScoped
@ManagedExecutorDefinition(
    name = AgentExecutors.EMBEDDINGS,
    maxAsync = AgentExecutors.EMBEDDINGS_AT_ONCE)
public class AgentExecutors {

  static final String EMBEDDINGS = "java:app/concurrent/waybill-embeddings";
  static final int EMBEDDINGS_AT_ONCE = 2;

  @Resource(lookup = EMBEDDINGS)
  private ManagedExecutorService managedEmbeddings;

  private final ExecutorService given;

  /** For the container, which sets the executors. */
  public AgentExecutors() {
    this(null);
  }

  AgentExecutors(ExecutorService given) {
    this.given = given;
  }

  /** Computes on a thread for embeddings; an interrupted caller does not wait for it. */
  public <T> T embedding(Callable<T> call) throws InterruptedException {
    Future<T> result = (given != null ? given : managedEmbeddings).submit(call);
    try {
      return result.get();
    } catch (ExecutionException e) {
      throw unchecked(e.getCause());
    } catch (InterruptedException e) {
      result.cancel(true);
      throw e;
    }
  }

  private static RuntimeException unchecked(Throwable cause) {
    if (cause instanceof Error e) {
      throw e;
    }
    return cause instanceof RuntimeException e ? e : new IllegalStateException(cause);
  }
}
