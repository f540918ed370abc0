package org.waybill.task;

import java.util.EnumMap;
import java.util.Map;

/**
 * The inputs and outputs that a list shows of one task.
 *
 * @param values JSON text, of PARTIAL plain text
 * @param omitted the sizes in bytes of those that were asked for and are too large for a list
 */
public record ListedPayload(Map<PayloadKind, String> values, Map<PayloadKind, Long> omitted) {

  public static final ListedPayload NONE = new ListedPayload(Map.of(), Map.of());

  static ListedPayload empty() {
    return new ListedPayload(new EnumMap<>(PayloadKind.class), new EnumMap<>(PayloadKind.class));
  }

  /** Null if there is none, if it was not asked for, or if it is omitted. */
  public String value(PayloadKind kind) {
    return values.get(kind);
  }
}
