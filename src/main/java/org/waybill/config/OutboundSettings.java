package org.waybill.config;

import java.time.Duration;

/** Calls to addresses that callers name; listed with all {@link KnownSettings}. */
public final class OutboundSettings {

  public static final Setting<AllowedAddresses> ALLOW =
      new Setting<>(
          "waybill.outbound.allow",
          "",
          AllowedAddresses.ALLOWED,
          "What may be called for callers although it is not public: host, host:port or network,"
              + " with commas. `127.0.0.1` for trying things out.",
          AllowedAddresses::parse);
  public static final Setting<Duration> CONNECT =
      Setting.duration(
          "waybill.outbound.connect-timeout",
          "5s",
          "10ms",
          "5m",
          "Longest wait for a connection to an address that a caller named.");

  private OutboundSettings() {}
}
