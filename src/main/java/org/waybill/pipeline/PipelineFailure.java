package org.waybill.pipeline;

import org.waybill.handler.Outcome;

/** A job cannot succeed, however often it is tried; the message is for its owner. */
public class PipelineFailure extends Exception {

  private static final long serialVersionUID = 1L;

  private final String reason;

  public PipelineFailure(String message) {
    this(Outcome.HANDLER_ERROR, message, null);
  }

  public PipelineFailure(String message, Throwable cause) {
    this(Outcome.HANDLER_ERROR, message, cause);
  }

  /**
   * @param reason the code with which the job fails: lower-case letters, digits and underscores
   */
  public PipelineFailure(String reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** The code with which the job fails. */
  public String reason() {
    return reason;
  }
}
