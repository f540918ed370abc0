package org.waybill.handler;

import java.util.Set;

/**
 * The code that executes tasks of one type. Implement it as an application-scoped CDI bean; the
 * registry finds it by {@link #type()}. One instance serves many tasks at once.
 *
 * @param <I> input, read from the task's JSON input by JSON-B (a record, or a JSON-P value)
 * @param <O> output, written as the task's JSON output by JSON-B (a record, or a JSON-P value)
 */
public interface TaskHandler<I, O> {

  /**
   * The task type this handler executes, for instance {@code TaskType.of("greeting")}, which waits
   * in a queue of the same name. Always the same answer.
   */
  TaskType type();

  /** The class that the task's input is read into. */
  Class<I> inputType();

  /**
   * Executes one attempt, on a container-managed thread, with no transaction open. External effects
   * are at least once: a later attempt may repeat them, so pass on {@link
   * TaskContext#idempotencyKey}.
   *
   * @throws Exception failed: the core retries by the task's policy
   */
  Outcome<O> run(I input, TaskContext context) throws Exception;

  /**
   * The retry policy for tasks of this type that set none.
   *
   * @param usual the policy of the settings, for all types
   */
  default RetryPolicy retries(RetryPolicy usual) {
    return usual;
  }

  /** Exceptions of {@link #run} after which no further attempt would help. */
  default Set<Class<? extends Exception>> notWorthRetrying() {
    return Set.of();
  }
}
