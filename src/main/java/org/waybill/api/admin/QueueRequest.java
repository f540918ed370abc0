package org.waybill.api.admin;

import java.util.Set;
import org.waybill.api.RequestBody;
import org.waybill.type.QueueSettings;

/**
 * The settings of a queue by an administrator, read and checked. Omitted values come from settings
 * and types.
 *
 * @param concurrency how many of its tasks run at once on all nodes, or null for any number
 * @param waiting how many may wait, or null for the usual bound
 */
record QueueRequest(QueueSettings settings, Integer concurrency, Integer waiting) {

  private static final Set<String> MEMBERS =
      Set.of("concurrencyPerNode", "concurrency", "waiting", "tenantShare", "retention");

  static QueueRequest read(RequestBody body, String queue) {
    body.allowOnly(MEMBERS, "body");
    return new QueueRequest(
        new QueueSettings(
            queue,
            RuleRequest.number(body, "concurrencyPerNode", 1, 1_000),
            RuleRequest.number(body, "tenantShare", 1, 100),
            DurationText.retention(body, "retention"),
            0),
        RuleRequest.number(body, "concurrency", 0),
        RuleRequest.number(body, "waiting", 0));
  }
}
