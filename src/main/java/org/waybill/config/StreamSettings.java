package org.waybill.config;

/** Limits of open connections; listed with all {@link KnownSettings}. */
public final class StreamSettings {

  public static final Setting<Integer> STREAMS_PER_USER =
      Setting.number(
          "waybill.streams.per-user",
          100,
          1,
          1_000_000,
          "Maximum open event streams per user on one node; further ones are rejected with 429.");
  public static final Setting<Integer> STREAMS_PER_NODE =
      Setting.number(
          "waybill.streams.per-node",
          10_000,
          1,
          1_000_000,
          "Maximum open event streams on one node; further ones are rejected with 503.");
  public static final Setting<Integer> SOCKETS_PER_USER =
      Setting.number(
          "waybill.sockets.per-user",
          100,
          1,
          1_000_000,
          "Maximum open WebSockets per user on one node.");
  public static final Setting<Integer> SOCKETS_PER_NODE =
      Setting.number(
          "waybill.sockets.per-node", 10_000, 1, 1_000_000, "Maximum open WebSockets on one node.");

  private StreamSettings() {}
}
