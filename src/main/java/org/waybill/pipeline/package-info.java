/**
 * Pipelines: named sequences of steps, and the input of a step. A deployer adds steps by
 * implementing {@link org.waybill.pipeline.PipelineStep} and pipelines by a setting.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A step's result is a JSON object and a checkpoint: later steps read the values of earlier
 *       ones by name, and an attempt after a crash begins at the first step without a result.
 *   <li>Large data goes into files that belong to the task. They are deleted after the task,
 *       however it was deleted: rows without their task are searched for, so no code that deletes
 *       tasks has to know about them.
 *   <li>A pipeline with an unknown step stops the start of the application, instead of failing the
 *       first job.
 * </ul>
 */
package org.waybill.pipeline;
