package org.waybill.api.responses;

import org.waybill.streaming.ShownAnswer;

/** The answer of a task as messages of the output. */
final class AnswerPieces {

  private final ResponseOutput output;
  private final ShownAnswer shown = new ShownAnswer();

  /** So much of it is in messages that are complete. */
  private int settled;

  AnswerPieces(ResponseOutput output) {
    this.output = output;
  }

  /** Another attempt writes what follows. */
  void restart() {
    shown.beginAgain();
  }

  /** What was shown does not count any more. */
  void forget() {
    shown.set("");
    settled = 0;
  }

  /** The message is complete, or will not be. */
  void settle() {
    settled = shown.length();
  }

  void add(String piece) {
    String more = shown.add(piece);
    if (more == null) {
      replace(shown.length() - piece.length());
    } else {
      output.say(more);
    }
  }

  /** The whole answer. */
  void complete(String answer) {
    restart();
    if (answer.length() < shown.length() && shown.text().startsWith(answer)) {
      shown.set(answer);
      replace(0);
    } else {
      add(answer);
    }
  }

  /** This attempt says something else than the one before it, from this place on. */
  private void replace(int from) {
    output.discardMessage();
    settled = Math.min(settled, from);
    output.say(shown.text().substring(settled));
  }
}
