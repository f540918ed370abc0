package org.waybill.tool.builtin;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Threads that wait for models which read pages: some for each document, so that it takes less. */
@ApplicationScoped
@ManagedExecutorDefinition(name = PageThreads.PAGES, maxAsync = PageThreads.AT_ONCE)
class PageThreads {

  static final String PAGES = "java:app/concurrent/waybill-pages";

  /** On one node, for all documents. */
  static final int AT_ONCE = 64;

  @Resource(lookup = PAGES)
  private ManagedExecutorService executor;

  /**
   * The results of all calls, in order. All of them end before it throws what the first of them has
   * thrown, so that a later attempt finds what the others have done.
   */
  <T> List<T> all(List<Callable<T>> calls) throws Exception {
    List<Future<T>> futures = new ArrayList<>();
    try {
      calls.forEach(call -> futures.add(executor.submit(call)));
      return results(futures);
    } finally {
      futures.forEach(future -> future.cancel(true));
    }
  }

  private static <T> List<T> results(List<Future<T>> futures) throws Exception {
    List<T> results = new ArrayList<>();
    Exception failure = null;
    for (Future<T> each : futures) {
      try {
        results.add(each.get());
      } catch (ExecutionException e) {
        failure = failure == null ? exception(e.getCause()) : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
    return results;
  }

  private static Exception exception(Throwable cause) {
    if (cause instanceof Error e) {
      throw e;
    }
    return (Exception) cause;
  }
}
