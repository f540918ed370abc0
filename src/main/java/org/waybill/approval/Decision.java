package org.waybill.approval;

import java.util.UUID;

/**
 * What a person decided.
 *
 * @param digest of the call that this person has seen
 * @param arguments JSON object to be used instead, or null
 * @param forChat whether the same holds for later calls of the chat
 * @param reason or null
 */
public record Decision(
    UUID approval,
    String by,
    boolean approves,
    String digest,
    String arguments,
    boolean forChat,
    String reason) {}
