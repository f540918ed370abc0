package org.waybill.config;

import java.util.Optional;

/** Settings of the request-response interface; listed with all {@link KnownSettings}. */
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
          "Consistency check: with `memory`, startup fails if `WAYBILL_DB_URL` or"
              + " `WAYBILL_BROKER_URL` is set; with `broker`, it fails unless both are set; unset:"
              + " no check.",
          text ->
              text.isEmpty()
                  ? Optional.empty()
                  : Optional.of(Backend.valueOf(text.toUpperCase(java.util.Locale.ROOT))));

  private RequestSettings() {}
}
