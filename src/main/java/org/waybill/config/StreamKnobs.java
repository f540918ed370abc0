package org.waybill.config;

/** How many connections may be open at once; listed with all {@link Knobs}. */
public final class StreamKnobs {

  public static final Knob<Integer> STREAMS_PER_USER =
      Knob.number(
          "waybill.streams.per-user",
          100,
          1,
          1_000_000,
          "Event streams that one user may have open on one node; further ones are refused with"
              + " 429.");
  public static final Knob<Integer> STREAMS_PER_NODE =
      Knob.number(
          "waybill.streams.per-node",
          10_000,
          1,
          1_000_000,
          "Event streams that may be open on one node; further ones are refused with 503.");
  public static final Knob<Integer> SOCKETS_PER_USER =
      Knob.number(
          "waybill.sockets.per-user",
          100,
          1,
          1_000_000,
          "The same for WebSockets: those of one user on one node.");
  public static final Knob<Integer> SOCKETS_PER_NODE =
      Knob.number(
          "waybill.sockets.per-node",
          10_000,
          1,
          1_000_000,
          "The same for WebSockets: all on one node.");

  private StreamKnobs() {}
}
