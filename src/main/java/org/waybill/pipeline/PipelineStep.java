package org.waybill.pipeline;

import jakarta.json.JsonObject;

/**
 * One step of a pipeline. Implement it as an application-scoped CDI bean; pipelines name it by
 * {@link #name()}. One instance serves many jobs at once.
 */
public interface PipelineStep {

  /** Its name, as it stands in {@code WAYBILL_PIPELINES}. */
  String name();

  /**
   * Does its part, once per job unless the process dies in it: then a later attempt does it again.
   *
   * @return its result, stored and passed to later steps; its member {@code data}, if there is one,
   *     is an object whose members become members of the job's result
   * @throws PipelineFailure if no further attempt would help
   * @throws InterruptedException if the job is to stop
   * @throws Exception failed for now: another attempt follows
   */
  JsonObject run(PipelineRun job) throws Exception;
}
