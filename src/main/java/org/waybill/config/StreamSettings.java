package org.waybill.config;

/** How many connections may be open at once; listed with all {@link KnownSettings}. */
public final class StreamSettings {

  public static final Setting<Integer> STREAMS_PER_USER =
      Setting.number(
          "waybill.streams.per-user",
          100,
          1,
          1_000_000,
          "Event streams that one user may have open on one node; further ones are refused with"
              + " 429.");
  public static final Setting<Integer> STREAMS_PER_NODE =
      Setting.number(
          "waybill.streams.per-node",
          10_000,
          1,
          1_000_000,
          "Event streams that may be open on one node; further ones are refused with 503.");
  public static final Setting<Integer> SOCKETS_PER_USER =
      Setting.number(
          "waybill.sockets.per-user",
          100,
          1,
          1_000_000,
          "The same for WebSockets: those of one user on one node.");
  public static final Setting<Integer> SOCKETS_PER_NODE =
      Setting.number(
          "waybill.sockets.per-node",
          10_000,
          1,
          1_000_000,
          "The same for WebSockets: all on one node.");

  private StreamSettings() {}
}
