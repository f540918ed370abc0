package org.waybill.agent;

/** Hears an answer while it is made, on the thread that asked. */
public interface AnswerListener {

  /** The next piece of the answer. */
  void piece(String text);

  /** Throws if nobody wants the rest of the answer. */
  void goOn() throws InterruptedException;

  /** See {@link AnswerListener#goOn()}. */
  @FunctionalInterface
  interface GoOn {
    void check() throws InterruptedException;
  }

  /** One to whom pieces say nothing, since only the whole answer is told. */
  static AnswerListener toTheWhole(GoOn wanted) {
    return new AnswerListener() {
      @Override
      public void piece(String text) {
        // It is not told.
      }

      @Override
      public void goOn() throws InterruptedException {
        wanted.check();
      }
    };
  }
}
