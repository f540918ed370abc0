package org.waybill.tool;

import java.util.UUID;
import org.waybill.document.Owner;

/**
 * Who calls a tool, and for what.
 *
 * @param owner whose task it is; the tool sees and does what this user may
 * @param taskId the task that calls it
 * @param idempotencyKey the same for this call in every attempt of the task
 * @param traceparent W3C trace context, or null
 */
public record ToolCall(Owner owner, UUID taskId, String idempotencyKey, String traceparent) {}
