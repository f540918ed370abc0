package org.waybill.model;

import java.util.List;
import java.util.Locale;

/**
 * What several calls of models took.
 *
 * @param keys the values of what they are summed by, in its order
 * @param failed how many of the calls gave no whole answer
 */
public record UsageSum(List<String> keys, long calls, long failed, Usage usage) {

  /** What calls are summed by. */
  public enum By {
    TENANT("tenant"),
    USER("user_id"),
    AGENT("agent"),
    MODEL("model"),
    DAY("day");

    private final String column;

    By(String column) {
      this.column = column;
    }

    String column() {
      return column;
    }

    /** As asked for and shown: lower case. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
