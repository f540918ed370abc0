/**
 * Pipelines: named rows of steps, and what a step is given. A deployer adds steps by implementing
 * {@link org.waybill.pipeline.PipelineStep} and pipelines by a setting.
 *
 * <p>Decided here:
 *
 * <ul>
 *   <li>A step's result is a JSON object and a checkpoint: later steps read what earlier ones have
 *       found out by its name, and an attempt that comes after a crash begins at the first step
 *       without a result.
 *   <li>What is large goes into files that belong to the task. They are deleted when the task is
 *       gone, however it went: a row without its task is looked for, so no way of deleting tasks
 *       has to know of them.
 *   <li>A pipeline that names a step which is not there stops the start of the application, not the
 *       first job at night.
 * </ul>
 */
package org.waybill.pipeline;
