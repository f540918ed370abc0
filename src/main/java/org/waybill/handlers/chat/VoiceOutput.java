package org.waybill.handlers.chat;

import java.util.List;

/**
 * What is to be said.
 *
 * @param agent who answered
 */
public record VoiceOutput(String text, String agent, List<ChatOutput.Citation> citations) {}
