/**
 * Task type {@code camera_analysis}: analyses a frame of a camera, and has a model answer the
 * camera's question about it.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A frame that is no picture fails for good, with a reason for its owner; only internal
 *       errors are retried.
 *   <li>While a model is busy the task is snoozed, which frees its worker and costs none of its
 *       attempts: the task of a frame that is analysed does not fail because of a model.
 * </ul>
 */
package org.waybill.handlers.camera;
