package org.waybill.a2a;

import jakarta.json.JsonObject;
import org.waybill.json.Json;

/**
 * Where an agent says that its task has changed.
 *
 * @param token that it sends with each call, and that nobody else knows
 */
record Callback(String id, String url, String token) {

  /** As both versions of the protocol have it. */
  JsonObject toJson() {
    return Json.object().add("id", id).add("url", url).add("token", token).build();
  }
}
