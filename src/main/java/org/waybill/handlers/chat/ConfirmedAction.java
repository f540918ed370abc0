package org.waybill.handlers.chat;

import java.util.List;
import java.util.Optional;
import org.waybill.handler.TaskContext;

/**
 * What a question asks to be done rather than said; done only after the asker has confirmed it.
 *
 * @param confirmation what the asker is asked
 * @param plan what will be done, step by step
 * @param work does it, once; answers what is to be said then
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
