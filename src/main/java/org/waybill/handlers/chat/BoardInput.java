package org.waybill.handlers.chat;

/**
 * A question for the board.
 *
 * @param websocketId the name of the socket that its answer is spoken to, or null
 */
public record BoardInput(String question, String websocketId) {}
