package org.waybill.model;

/** Receives an answer while it is written, on the thread that called. */
public interface ModelListener {

  /** The next piece of the answer. */
  void piece(String text);

  /** Throws if the rest of the answer is not needed. */
  void goOn() throws InterruptedException;
}
