package org.waybill.agent;

import org.waybill.model.ModelListener;

/** Receives an answer while it is written, on the thread that asked. */
public interface AnswerListener extends ModelListener {

  /** See {@link AnswerListener#goOn()}. */
  @FunctionalInterface
  interface GoOn {
    void check() throws InterruptedException;
  }

  /** One that ignores the pieces and uses only the whole answer. */
  static AnswerListener toTheWhole(GoOn wanted) {
    return new AnswerListener() {
      @Override
      public void piece(String text) {
        // Only the whole answer is used.
      }

      @Override
      public void goOn() throws InterruptedException {
        wanted.check();
      }
    };
  }
}
