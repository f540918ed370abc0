package org.waybill.handlers.chat;

import java.util.List;
import org.waybill.agent.Citation;

/**
 * The answer to a voice message.
 *
 * @param agent who answered
 */
public record VoiceOutput(String text, String agent, List<Citation> citations) {}
