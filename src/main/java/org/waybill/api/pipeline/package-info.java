/**
 * Jobs of pipelines, in the words that their callers know: {@code /pipeline/jobs} and {@code
 * /pipeline/run}.
 *
 * <p>Decided here:
 *
 * <ul>
 *   <li>A job is a task of type {@code pipeline}; its name is made of the task's id, so there is
 *       nothing to be kept beside it, and what comes through other doors is a job here as well.
 *   <li>The job queue is on unless it is switched off: the flag was there to bring it in with
 *       caution, and here it is what everything else is made of.
 *   <li>A job is gone for its callers when its time is over, failed ones too; as a dead letter,
 *       operators keep those.
 *   <li>Only the form of {@code url} is looked at here. Where it leads to is checked when it is
 *       fetched, since names may lead elsewhere by then, and looking them up takes time.
 * </ul>
 */
package org.waybill.api.pipeline;
