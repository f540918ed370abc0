package org.waybill.handlers.chat;

import java.util.List;
import java.util.Optional;
import org.waybill.handler.TaskContext;

/**
 * An action that a question requests; it is executed only after the user has confirmed it.
 *
 * @param confirmation what the asker is asked
 * @param plan what will be done, step by step
 * @param work executes it, once; returns the answer
 */
record ConfirmedAction(String confirmation, List<String> plan, Work work) {

  /** Does an errand. */
  @FunctionalInterface
  interface Work {
    String run(TaskContext context) throws Exception;
  }

  /** Knows one kind of errands: a CDI bean. */
  interface Kind {
    /** The errand that is asked for, literally; nothing is done on a guess. */
    Optional<ConfirmedAction> in(String question);
  }
}
