package org.waybill.faults;

/** A rule that was broken, and by what. */
record Violation(Rule rule, String what) {

  @Override
  public String toString() {
    return rule + ": " + what;
  }
}
