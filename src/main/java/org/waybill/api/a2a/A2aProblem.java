package org.waybill.api.a2a;

import org.waybill.api.Problem;

/** A problem with an error code of this protocol. */
final class A2aProblem extends Problem {

  private static final long serialVersionUID = 1L;

  private final A2aError error;

  A2aProblem(A2aError error, String detail, String field) {
    super(error.status(), error.name(), detail, field);
    this.error = error;
  }

  A2aError error() {
    return error;
  }

  /** An invalid parameter: what was wrong, and what is allowed. */
  static A2aProblem wrong(String field, String what, String allowed) {
    return new A2aProblem(
        A2aError.INVALID_PARAMS, field + " " + what + "; allowed: " + allowed, field);
  }
}
