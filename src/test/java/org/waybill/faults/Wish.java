package org.waybill.faults;

/**
 * A task to be handed over.
 *
 * @param key its idempotency key and correlation id
 * @param orderKey or null
 * @param sleepMs how long it runs
 * @param poison whether its handler ends the process
 */
record Wish(String key, String orderKey, long sleepMs, boolean poison) {

  static Wish of(String key, long sleepMs) {
    return new Wish(key, null, sleepMs, false);
  }

  String json() {
    String order = orderKey == null ? "" : "\"orderKey\":\"" + orderKey + "\",";
    String input =
        poison
            ? "{\"exitProcess\":true}"
            : "{\"sleepMs\":%d,\"steps\":%d}".formatted(sleepMs, 1 + sleepMs / 5_000);
    return "{\"type\":\"diagnostic\",%s\"correlationId\":\"%s\",\"input\":%s}"
        .formatted(order, key, input);
  }
}
