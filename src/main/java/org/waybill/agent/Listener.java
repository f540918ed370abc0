package org.waybill.agent;

/** Hears an answer while it is made, on the thread that asked. */
public interface Listener {

  /** The next piece of the answer. */
  void piece(String text);

  /** Throws if nobody wants the rest of the answer. */
  void goOn() throws InterruptedException;
}
