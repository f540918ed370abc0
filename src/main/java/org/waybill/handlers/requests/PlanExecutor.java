package org.waybill.handlers.requests;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.waybill.trace.CurrentTrace;

/**
 * The threads on which the steps of plans are worked on at the same time. They wait for tools,
 * which have threads of their own.
 */
@ApplicationScoped
@ManagedExecutorDefinition(name = PlanExecutor.NAME, maxAsync = PlanExecutor.AT_ONCE)
public class PlanExecutor {

  static final String NAME = "java:app/concurrent/waybill-plans";
  static final int AT_ONCE = 64;

  @Resource(lookup = NAME)
  private ManagedExecutorService managed;

  private final ExecutorService given;

  /** For the container, which sets the executor. */
  public PlanExecutor() {
    this(null);
  }

  PlanExecutor(ExecutorService given) {
    this.given = given;
  }

  <T> Future<T> submit(Callable<T> call) {
    return (given != null ? given : managed).submit(CurrentTrace.carriedBy(call));
  }
}
