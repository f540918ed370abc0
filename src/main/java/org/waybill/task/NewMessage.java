package org.waybill.task;

import java.util.UUID;

/** A chat message to be stored together with the task that answers it. */
public record NewMessage(
    UUID id, String chatId, MessageRole role, MessageStatus status, String content) {}
