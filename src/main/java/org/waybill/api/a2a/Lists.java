package org.waybill.api.a2a;

import java.util.List;

/** Arrays of JSON text. */
final class Lists {

  private Lists() {}

  static CharSequence of(List<? extends CharSequence> elements) {
    return "[" + String.join(",", elements) + "]";
  }
}
