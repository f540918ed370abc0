package org.waybill.api.responses;

/**
 * The answer of a task, from pieces that its attempts write. Each attempt writes it from its
 * beginning; what it repeats of an earlier one is not put out again.
 */
final class AnswerPieces {

  private final ResponseOutput output;
  private final StringBuilder shown = new StringBuilder();

  /** So much of it is in messages that are complete. */
  private int settled;

  /** So much of it has been written by the current attempt. */
  private int written;

  AnswerPieces(ResponseOutput output) {
    this.output = output;
  }

  /** Another attempt writes what follows. */
  void restart() {
    written = 0;
  }

  /** What was shown does not count any more. */
  void forget() {
    shown.setLength(0);
    settled = 0;
    written = 0;
  }

  /** The message is complete, or will not be. */
  void settle() {
    settled = shown.length();
  }

  void add(String piece) {
    int known = Math.min(piece.length(), shown.length() - written);
    if (repeats(piece, known)) {
      String more = piece.substring(known);
      output.say(more);
      shown.append(more);
    } else {
      replace(piece);
    }
    written += piece.length();
  }

  /** The whole answer. */
  void complete(String answer) {
    restart();
    if (answer.length() < shown.length() && repeats(answer, answer.length())) {
      replace(answer);
    } else {
      add(answer);
    }
  }

  private boolean repeats(String piece, int length) {
    for (int i = 0; i < length; i++) {
      if (piece.charAt(i) != shown.charAt(written + i)) {
        return false;
      }
    }
    return true;
  }

  /** This attempt says something else than the one before it. */
  private void replace(String piece) {
    output.discardMessage();
    shown.setLength(written);
    shown.append(piece);
    settled = Math.min(settled, written);
    output.say(shown.substring(settled));
  }
}
