package org.waybill.notify;

import java.util.Locale;

/** A delivery was tried on this node. */
public record DeliveryAttempted(Result result) {

  /** What came of it. */
  public enum Result {
    DELIVERED,
    /** It will be tried again. */
    RETRIED,
    /** It was given up. */
    FAILED;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
