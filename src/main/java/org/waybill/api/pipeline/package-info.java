/**
 * Pipeline jobs, in the format that their callers expect: {@code /pipeline/jobs} and {@code
 * /pipeline/run}.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A job is a task of type {@code pipeline}; its name is derived from the task's id, so
 *       nothing else has to be stored, and tasks from other interfaces are jobs here as well.
 *   <li>The job queue is on unless it is disabled: elsewhere the flag guarded its introduction; in
 *       Waybill everything is built on it.
 *   <li>After its retention a job no longer exists for its callers, even if it failed; operators
 *       keep failed ones as dead letters.
 *   <li>Only the format of {@code url} is checked here. The host is checked when it is fetched,
 *       since names may resolve differently by then, and resolving them takes time.
 * </ul>
 */
package org.waybill.api.pipeline;
