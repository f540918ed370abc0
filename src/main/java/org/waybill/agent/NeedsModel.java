package org.waybill.agent;

/** Only a language model could answer this, and none is configured. */
public class NeedsModel extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why a task failed that needs one. */
  public static final String REASON = "needs_model";

  NeedsModel() {
    super("This needs a language model, and none is configured (WAYBILL_LLM_URL).");
  }
}
