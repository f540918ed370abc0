package org.waybill.config;

import java.util.Optional;

/** Requests and responses by correlation id; listed with all {@link KnownSettings}. */
public final class RequestSettings {

  /** What stands behind the queues. */
  public enum Backend {
    /** The database and the broker that come with Waybill. */
    MEMORY,
    /** A database and a broker of one's own. */
    BROKER
  }

  public static final Setting<Optional<Backend>> QUEUE_TYPE =
      new Setting<>(
          "queue.type",
          "",
          "memory, broker",
          "Says what is meant, to be checked against the rest: `memory` goes with neither"
              + " `WAYBILL_DB_URL` nor `WAYBILL_BROKER_URL`, `broker` with both; unset: whatever they"
              + " say.",
          text ->
              text.isEmpty()
                  ? Optional.empty()
                  : Optional.of(Backend.valueOf(text.toUpperCase(java.util.Locale.ROOT))));

  private RequestSettings() {}
}
