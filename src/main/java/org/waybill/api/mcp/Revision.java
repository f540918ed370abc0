package org.waybill.api.mcp;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import java.util.Arrays;
import java.util.Optional;
import org.waybill.json.Json;

/** The revisions of the protocol that this server speaks, oldest first. */
enum Revision {
  V2025_06_18("2025-06-18"),
  V2025_11_25("2025-11-25"),
  V2026_07_28("2026-07-28");

  private final String label;

  Revision(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  /** Whether every request says its version and what its client can do; there is no handshake. */
  boolean isStateless() {
    return this == V2026_07_28;
  }

  static Optional<Revision> of(String label) {
    return Arrays.stream(values()).filter(each -> each.label.equals(label)).findFirst();
  }

  /** The answer to a client that wants this one in its handshake. */
  static Revision negotiate(String wanted) {
    return of(wanted).filter(each -> !each.isStateless()).orElse(V2025_11_25);
  }

  /** All of them, newest first. */
  static JsonArray supported() {
    JsonArrayBuilder all = Json.array();
    for (int i = values().length - 1; i >= 0; i--) {
      all.add(values()[i].label);
    }
    return all.build();
  }
}
