package org.waybill.config;

import java.time.Duration;

/**
 * Settings of outgoing requests to addresses given by callers; listed with all {@link
 * KnownSettings}.
 */
public final class OutboundSettings {

  public static final Setting<AllowedAddresses> ALLOW =
      new Setting<>(
          "waybill.outbound.allow",
          "",
          AllowedAddresses.ALLOWED,
          "Non-public addresses that outgoing requests may reach: comma-separated hosts, host:port"
              + " or networks. Use `127.0.0.1` for local tests.",
          AllowedAddresses::parse);
  public static final Setting<Duration> CONNECT =
      Setting.duration(
          "waybill.outbound.connect-timeout",
          "5s",
          "10ms",
          "5m",
          "Connect timeout of outgoing requests.");

  private OutboundSettings() {}
}
