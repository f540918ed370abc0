package org.waybill.handler;

import java.util.Optional;

/**
 * Asks the other side whether an effect took place that an earlier attempt began.
 *
 * @param <T> the effect's result
 */
@FunctionalInterface
public interface EffectLookup<T> {

  /**
   * @return its result if it took place; empty if it certainly did not
   * @throws StepInDoubt if the other side does not know either
   * @throws Exception if the other side cannot be asked now: the attempt fails, a later one asks
   */
  Optional<T> find() throws Exception;
}
