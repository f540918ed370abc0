package org.waybill.approval;

import java.time.Instant;
import java.util.UUID;

/**
 * What a person decides about one call of a tool.
 *
 * @param callId of the call within its task
 * @param arguments JSON object, as edited by whoever approved
 * @param digest of tool and arguments as they were asked for; see {@link CallDigest}
 * @param text what would happen, for the person
 * @param isForChat whether the same user's calls of this tool in this chat need no question any
 *     more
 * @param reason given by who decided, or null
 * @param decidedAt null while it is open
 */
public record Approval(
    UUID id,
    UUID taskId,
    String callId,
    String tenant,
    String userId,
    String chatId,
    String tool,
    String arguments,
    String digest,
    String text,
    ApprovalState state,
    boolean isForChat,
    String reason,
    Instant askedAt,
    Instant expiresAt,
    Instant decidedAt,
    String decidedBy) {}
