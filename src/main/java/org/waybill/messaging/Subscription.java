package org.waybill.messaging;

/**
 * A destination that a listener consumes.
 *
 * @param kind what the broker calls it
 * @param consumers how many of this node listen there, each with a message in hand at most
 */
public record Subscription(ReplyTo.Kind kind, String destination, int consumers) {

  public static Subscription toQueue(String name, int consumers) {
    return new Subscription(ReplyTo.Kind.QUEUE, name, consumers);
  }

  boolean isOfSamePlace(Subscription other) {
    return kind == other.kind && destination.equals(other.destination);
  }

  /** A topic: each node receives every message once. */
  public static Subscription toTopic(String name) {
    return new Subscription(ReplyTo.Kind.TOPIC, name, 1);
  }
}
