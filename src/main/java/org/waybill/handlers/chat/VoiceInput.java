package org.waybill.handlers.chat;

/**
 * A message in a voice call.
 *
 * @param userId as the caller named its user; shown, not believed
 * @param voiceCallId named by the caller, given back with the result; may be null
 * @param memory false if earlier messages of the session do not count
 * @param agent the name of the agent that is to answer, or null
 */
public record VoiceInput(
    String message, String userId, String voiceCallId, Boolean memory, String agent) {}
