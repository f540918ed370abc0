package org.waybill.agent.definition;

/** A definition that is none. The message names the member, what is wrong and what is allowed. */
public class InvalidAgent extends Exception {

  private static final long serialVersionUID = 1L;

  private final String field;

  InvalidAgent(String field, String message) {
    super(message);
    this.field = field;
  }

  /** The member, with dots between levels; empty for the whole. */
  public String field() {
    return field;
  }
}
