package org.waybill.task;

import java.util.UUID;

/**
 * That a new task goes back in a chat, or in an earlier task.
 *
 * @param id UUIDv7
 * @param parent the branch of the chat that it comes from; null for the first one
 * @param beforeMessage the first message of that branch which is not shared; null if all are
 * @param fromTask the earlier task
 * @param fromStep the key of the first of its steps that is run again; the results of those before
 *     it are copied. Null if none is
 */
public record NewBranch(UUID id, UUID parent, UUID beforeMessage, UUID fromTask, String fromStep) {}
