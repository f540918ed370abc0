package org.waybill.consumer;

/** What a destination is to the broker. */
public enum DestinationKind {
  /** Each message goes to one consumer. */
  QUEUE,

  /** Each message goes to all nodes. */
  TOPIC
}
