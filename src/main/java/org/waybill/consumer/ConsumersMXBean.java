package org.waybill.consumer;

import java.util.List;

/**
 * How the application tells the adapter which destinations to consume. The adapter keeps this
 * configuration while the message-driven bean is activated and deactivated, until it is changed or
 * the adapter is undeployed.
 */
public interface ConsumersMXBean {

  /** Its name in the platform's MBean server. */
  String NAME = "org.waybill:type=Consumers";

  /**
   * Delivers the messages of a destination from now on. For one that is listened to already it
   * changes the number of consumers.
   *
   * @param consumers how many receive there, each with one message in hand at most; at least 1
   */
  void listen(DestinationKind kind, String destination, int consumers);

  /** Delivers no further message of a destination; those in hand are worked off. */
  void unlisten(DestinationKind kind, String destination);

  /** All destinations that are listened to. */
  List<DestinationStatus> getStatus();
}
