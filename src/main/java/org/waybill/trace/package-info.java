/**
 * W3C trace context: the {@code traceparent} of a request is stored with its task, reaches the
 * handler on any node and thread, and is sent with calls made on behalf of the task.
 *
 * <p>Decision: it is passed on unchanged. Waybill records no spans of its own, so a new parent id
 * would be unknown to every tracing system; unchanged, the work of a model server appears below the
 * caller's span. A malformed value is ignored, as the specification requires, and {@code
 * tracestate} is not stored.
 */
package org.waybill.trace;
