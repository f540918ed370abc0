package org.waybill.type;

import java.time.Duration;

/**
 * An administrator's settings for a queue; all but the name are null where nothing is set.
 *
 * @param concurrencyPerNode tasks that one node runs at once, 1 to 1,000
 * @param tenantShare part of what may wait that may be of one tenant when others wait as well, in
 *     percent, 1 to 100
 * @param retention how long its tasks are kept after their end
 * @param version counts the changes, from 1; 0 where there were none
 */
public record QueueSettings(
    String name, Integer concurrencyPerNode, Integer tenantShare, Duration retention, int version) {

  static QueueSettings none(String name) {
    return new QueueSettings(name, null, null, null, 0);
  }
}
