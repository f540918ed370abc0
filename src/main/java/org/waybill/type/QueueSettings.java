package org.waybill.type;

import java.time.Duration;

/**
 * An administrator's settings for a queue; all but the name are null where nothing is set.
 *
 * @param concurrencyPerNode tasks that one node runs at the same time, 1 to 1,000
 * @param tenantShare maximum share of one tenant in the waiting limit while others wait too, in
 *     percent, 1 to 100
 * @param retention retention of finished tasks
 * @param version number of changes, from 1; 0 if there were none
 */
public record QueueSettings(
    String name, Integer concurrencyPerNode, Integer tenantShare, Duration retention, int version) {

  static QueueSettings none(String name) {
    return new QueueSettings(name, null, null, null, 0);
  }
}
