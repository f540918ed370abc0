package org.waybill.agent.definition;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * How far one run of an agent may go.
 *
 * @param turns calls of the model
 * @param tokens read and written, of all calls
 * @param cost by the price table, or null for any
 * @param time from the first call of the model on
 */
public record AgentLimits(int turns, long tokens, BigDecimal cost, Duration time) {

  static final AgentLimits USUAL = new AgentLimits(20, 200_000, null, Duration.ofMinutes(10));
}
