package org.waybill.api.a2a;

import java.util.List;

/** Joins JSON texts to arrays. */
final class JsonArrays {

  private JsonArrays() {}

  static CharSequence of(List<? extends CharSequence> elements) {
    return "[" + String.join(",", elements) + "]";
  }
}
