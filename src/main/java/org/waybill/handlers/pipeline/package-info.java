/**
 * Task type {@code pipeline}: the steps of a named pipeline, one after the other; and the steps
 * that are there from the start, which make {@code content-analysis} of them.
 *
 * <p>Decided here:
 *
 * <ul>
 *   <li>Each step is a checkpoint of the task. What was fetched is not fetched again after a crash,
 *       nor after a failure of a later step.
 *   <li>The document that a job adds to the index is the caller's own, as if uploaded: it has a
 *       copy of the file and stays when the job is gone.
 *   <li>The result is what the callers of pipelines know: {@code success} and {@code data} with
 *       {@code transcript}, {@code summary} and {@code drive_url}, the artifact's address.
 * </ul>
 */
package org.waybill.handlers.pipeline;
