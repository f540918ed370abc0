/**
 * Task type {@code camera_analysis}: analyses a frame of a camera.
 *
 * <p>Decision: a frame that is no picture fails for good, with a reason for its owner; only
 * internal errors are retried.
 */
package org.waybill.handlers.camera;
