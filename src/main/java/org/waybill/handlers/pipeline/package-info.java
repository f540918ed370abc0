/**
 * Task type {@code pipeline}: runs the steps of a named pipeline in sequence. Also contains the
 * built-in steps, which make up pipeline {@code content-analysis}.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Each step is a checkpoint of the task. Fetched content is not fetched again after a crash
 *       or after the failure of a later step.
 *   <li>The document that a job adds to the index belongs to the caller, as if uploaded: it has its
 *       own copy of the file and is kept when the job is deleted.
 *   <li>One pipeline serves texts and recordings: a step that does not apply returns nothing, and
 *       the next one finds what it needs as the last that did has left it.
 *   <li>Each part of a recording that was transcribed is a checkpoint of its own.
 *   <li>The result has the format that callers of pipelines expect: {@code success} and {@code
 *       data} with {@code transcript}, {@code summary} and {@code drive_url}, the URL of the
 *       artifact.
 * </ul>
 */
package org.waybill.handlers.pipeline;
