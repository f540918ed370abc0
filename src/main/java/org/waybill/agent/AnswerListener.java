package org.waybill.agent;

/** Receives an answer while it is written, on the thread that asked. */
public interface AnswerListener {

  /** The next piece of the answer. */
  void piece(String text);

  /** Throws if the rest of the answer is not needed. */
  void goOn() throws InterruptedException;

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
