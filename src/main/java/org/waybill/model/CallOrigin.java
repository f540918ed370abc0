package org.waybill.model;

import java.util.UUID;
import org.waybill.owner.Owner;

/**
 * For whom and what a model is called.
 *
 * @param owner who pays for it
 * @param taskId the task that calls, or null
 * @param attempt the number of its attempt; 0 without a task
 * @param chatId its chat, or null
 * @param agent the agent that calls, or null
 * @param agentVersion its version; null without an agent
 */
public record CallOrigin(
    Owner owner, UUID taskId, int attempt, String chatId, String agent, Integer agentVersion) {

  /** Of a task that calls without an agent. */
  public CallOrigin(Owner owner, UUID taskId, int attempt, String chatId) {
    this(owner, taskId, attempt, chatId, null, null);
  }

  /** Of nobody but its owner. */
  public static CallOrigin of(Owner owner) {
    return new CallOrigin(owner, null, 0, null);
  }
}
