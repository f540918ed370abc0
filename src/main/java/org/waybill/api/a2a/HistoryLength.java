package org.waybill.api.a2a;

import java.util.List;
import org.waybill.api.RequestBody;

/** How many messages of a task's history the caller wants. */
final class HistoryLength {

  private HistoryLength() {}

  /** The maximum number of messages; null for all. */
  static Integer length(RequestBody body) {
    int length = body.number("historyLength", -1, 0, Integer.MAX_VALUE);
    return length < 0 ? null : length;
  }

  /** The newest of these messages. */
  static <T> List<T> newest(List<T> all, Integer length) {
    return length == null || length >= all.size()
        ? all
        : all.subList(all.size() - length, all.size());
  }
}
