package org.waybill.trace;

import jakarta.json.JsonObject;

/** A span as it was sent. */
public record SentSpan(JsonObject json) {

  public String name() {
    return json.getString("name");
  }

  public String traceId() {
    return json.getString("traceId");
  }

  public String id() {
    return json.getString("spanId");
  }

  /** Empty for the first one of a trace. */
  public String parent() {
    return json.getString("parentSpanId", "");
  }

  /** The value of an attribute as JSON; null if it is not there. */
  public String attribute(String name) {
    return json.getJsonArray("attributes").getValuesAs(JsonObject.class).stream()
        .filter(each -> each.getString("key").equals(name))
        .map(each -> each.getJsonObject("value").values().iterator().next().toString())
        .findFirst()
        .orElse(null);
  }
}
