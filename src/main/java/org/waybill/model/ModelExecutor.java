package org.waybill.model;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * The threads on which models are read. They are separate from the workers' threads, so that a
 * worker that is interrupted can stop at once, whatever the call does.
 */
@ApplicationScoped
@ManagedExecutorDefinition(name = ModelExecutor.NAME, maxAsync = ModelExecutor.AT_ONCE)
public class ModelExecutor {

  static final String NAME = "java:app/concurrent/waybill-models";

  /** As many as one queue runs at once at most: a call that waits for a thread hears nothing. */
  static final int AT_ONCE = 1_000;

  @Resource(lookup = NAME)
  private ManagedExecutorService managed;

  private final ExecutorService given;

  /** For the container, which sets the executor. */
  public ModelExecutor() {
    this(null);
  }

  public ModelExecutor(ExecutorService given) {
    this.given = given;
  }

  /** Starts a call; cancelling the future interrupts it. */
  Future<?> submit(Runnable call) {
    return (given != null ? given : managed).submit(call);
  }
}
