package org.waybill.approval;

import jakarta.json.JsonObject;

/**
 * A call that needs a person's agreement.
 *
 * @param callId of the call within its task
 * @param text what would happen, for the person
 */
public record ApprovalRequest(String callId, String tool, JsonObject arguments, String text) {}
