package org.waybill.a2a;

import java.util.Locale;

/** The state of a peer's task, in both versions. */
enum PeerState {
  SUBMITTED,
  WORKING,
  INPUT_REQUIRED,
  AUTH_REQUIRED,
  COMPLETED,
  CANCELED,
  FAILED,
  REJECTED,
  /** One that this client does not know, or none. */
  UNKNOWN;

  private static final String PREFIX = "TASK_STATE_";

  /** Reads {@code TASK_STATE_INPUT_REQUIRED} and {@code input-required}. */
  static PeerState of(String text) {
    String name = text.toUpperCase(Locale.ROOT).replace('-', '_');
    String bare = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
    for (PeerState state : values()) {
      if (state.name().equals(bare)) {
        return state;
      }
    }
    return UNKNOWN;
  }

  /** Whether the peer goes on by itself. */
  boolean isWorking() {
    return switch (this) {
      case SUBMITTED, WORKING, UNKNOWN -> true;
      case INPUT_REQUIRED, AUTH_REQUIRED, COMPLETED, CANCELED, FAILED, REJECTED -> false;
    };
  }

  /** Whether the task has ended. */
  boolean isFinal() {
    return switch (this) {
      case COMPLETED, CANCELED, FAILED, REJECTED -> true;
      case SUBMITTED, WORKING, UNKNOWN, INPUT_REQUIRED, AUTH_REQUIRED -> false;
    };
  }

  /** For reasons of failures: lower case. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
