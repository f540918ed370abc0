package org.waybill.agent.loop;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.waybill.trace.CurrentTrace;

/** The threads that wait for tools that an agent has called at the same time. */
@ApplicationScoped
@ManagedExecutorDefinition(name = LoopExecutor.NAME, maxAsync = LoopExecutor.AT_ONCE)
public class LoopExecutor {

  static final String NAME = "java:app/concurrent/waybill-agents";
  static final int AT_ONCE = 64;

  @Resource(lookup = NAME)
  private ManagedExecutorService managed;

  private final ExecutorService given;

  /** For the container, which sets the executor. */
  public LoopExecutor() {
    this(null);
  }

  LoopExecutor(ExecutorService given) {
    this.given = given;
  }

  <T> Future<T> submit(Callable<T> call) {
    return (given != null ? given : managed).submit(CurrentTrace.carriedBy(call));
  }
}
