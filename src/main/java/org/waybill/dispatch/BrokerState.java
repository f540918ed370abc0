package org.waybill.dispatch;

import java.util.Optional;

/** Whether dispatch messages can be sent, as far as this node knows. */
public enum BrokerState {
  UP("up", null),
  AWAY("down", "broker_unavailable"),
  /** It answers, and refuses what is sent. */
  FULL("full", "broker_full");

  private final String label;
  private final String reason;

  BrokerState(String label, String reason) {
    this.label = label;
    this.reason = reason;
  }

  /** As shown by the readiness check. */
  public String label() {
    return label;
  }

  /** Why tasks wait because of it. */
  Optional<String> reason() {
    return Optional.ofNullable(reason);
  }
}
