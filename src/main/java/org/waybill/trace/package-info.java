/**
 * W3C trace context, and spans: the {@code traceparent} of a request is stored with its task,
 * reaches the handler on any node and thread, and is sent with calls made on behalf of the task.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Without a collector in the settings it is passed on unchanged: a new parent id would be
 *       unknown to every tracing system; unchanged, the work of a model server appears below the
 *       caller's span. A malformed value is ignored, as the specification requires, and {@code
 *       tracestate} is not stored.
 *   <li>With one, agents, their calls of models and of tools are spans by OpenTelemetry's
 *       conventions for generative AI, and what is called within them belongs to them. They are
 *       sent as OTLP's JSON by some hundred lines of our own: OpenTelemetry's SDK would bring
 *       thread pools that the server does not manage, and another HTTP client.
 *   <li>The caller decides whether a trace is recorded (its sampled flag). A task without a trace
 *       begins one.
 * </ul>
 */
package org.waybill.trace;
