package org.waybill.api.board;

import java.util.UUID;

/**
 * A text or sound to be played to a user.
 *
 * @param socket the name of the socket it is for; null for all of the user's that show the board
 * @param text to be spoken, or null
 * @param sound to be played: a path of this server, or null
 * @param resized whether the size of a queue has changed, too
 */
public record AudioEvent(
    String tenant,
    String userId,
    String socket,
    UUID taskId,
    String text,
    String sound,
    boolean resized) {

  /** Played when something was removed. */
  public static final String REMOVED = "/sounds/removed.wav";
}
