package org.waybill.config;

import java.time.Duration;

/** Calls to addresses that callers name; listed with all {@link Knobs}. */
public final class OutboundKnobs {

  public static final Knob<AllowedAddresses> ALLOW =
      new Knob<>(
          "waybill.outbound.allow",
          "",
          AllowedAddresses.ALLOWED,
          "What may be called for callers although it is not public: host, host:port or network,"
              + " with commas. `127.0.0.1` for trying things out.",
          AllowedAddresses::parse);
  public static final Knob<Duration> CONNECT =
      Knob.duration(
          "waybill.outbound.connect-timeout",
          "5s",
          "10ms",
          "5m",
          "Longest wait for a connection to an address that a caller named.");

  private OutboundKnobs() {}
}
