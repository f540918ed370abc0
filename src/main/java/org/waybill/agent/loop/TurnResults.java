package org.waybill.agent.loop;

import java.time.Duration;
import java.util.List;

/**
 * What the calls of one turn came to.
 *
 * @param calls in the order in which the model asked for them
 * @param waited how long the task waited for its client; the agent's own time does not include it
 */
record TurnResults(List<CallResult> calls, Duration waited) {}
