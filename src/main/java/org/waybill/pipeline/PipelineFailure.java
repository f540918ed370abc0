package org.waybill.pipeline;

/** A job cannot succeed, however often it is tried; the message is for its owner. */
public class PipelineFailure extends Exception {

  private static final long serialVersionUID = 1L;

  public PipelineFailure(String message) {
    super(message);
  }

  public PipelineFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
