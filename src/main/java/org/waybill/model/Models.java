package org.waybill.model;

/** The configured language models. */
public interface Models {

  /** Whether there is any. */
  boolean isConfigured();

  /**
   * Calls a model; tried with the next one of the same name's list, if it fails before its first
   * piece.
   *
   * @throws ModelFailure if there is no whole answer
   * @throws InterruptedException if the listener or an interrupt stops it; the connection is closed
   */
  ModelReply call(ModelCall call, ModelListener listener) throws InterruptedException;
}
