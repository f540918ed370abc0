package org.waybill.type;

import java.time.Duration;

/**
 * What an administrator has set for a type; each but the name is null where nothing is set.
 *
 * @param queue of a type that no handler brings; null for others
 * @param description of a type that no handler brings; null for others
 * @param timeout of one attempt, from 100 ms to 7 days
 * @param maxAttempts 1 to 100
 * @param backoff the gap after the first failure
 * @param priority 0 to 9
 * @param retention how long its tasks are kept after their end
 * @param inputSchema JSON text
 * @param outputSchema JSON text; shown, not enforced
 * @param version counts the changes, from 1; 0 where there were none
 */
public record TypeSettings(
    String name,
    String queue,
    String description,
    Duration timeout,
    Integer maxAttempts,
    Duration backoff,
    Integer priority,
    Duration retention,
    String inputSchema,
    String outputSchema,
    int version) {

  static TypeSettings none(String name) {
    return new TypeSettings(name, null, null, null, null, null, null, null, null, null, 0);
  }
}
