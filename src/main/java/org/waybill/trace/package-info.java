/**
 * W3C trace context: what a caller sent as {@code traceparent} stays with its task, reaches the
 * handler on whichever node and thread, and goes out with what is called on the task's behalf.
 *
 * <p>Decided here: it is passed on as it came. Waybill records no spans of its own, so a number of
 * its own as the parent would be one that no tracing system knows; as it is, what a model server
 * does stands below the caller's span. One that is malformed counts as none, as the specification
 * wants it, and {@code tracestate} is not kept.
 */
package org.waybill.trace;
