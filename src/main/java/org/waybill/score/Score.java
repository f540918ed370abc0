package org.waybill.score;

import java.time.Instant;

/**
 * How good the result of a task was.
 *
 * @param name of what is judged, such as {@code helpful}
 * @param value 1 and 0 for yes and no
 * @param comment or null
 * @param agent who answered, or null
 * @param agentVersion of the agent, or null
 */
public record Score(
    String name,
    String userId,
    double value,
    String comment,
    String agent,
    Integer agentVersion,
    Instant at) {}
