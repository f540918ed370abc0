package org.waybill.agent.definition;

import java.time.Instant;

/**
 * Which versions of a tenant's agent count.
 *
 * @param current 0 for the one that a file brings
 * @param previous what {@link Agents#rollBack} returns to
 * @param candidate the version that is tried, or null
 * @param share of how many of a hundred new chats the candidate gets
 */
public record AgentRow(
    String name, int current, int previous, Integer candidate, int share, Instant changedAt) {}
