package org.waybill.a2a;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.waybill.config.A2aSettings;
import org.waybill.config.JsonSettings;
import org.waybill.config.Settings;
import org.waybill.outbound.SafeHttpClient;
import org.waybill.service.Supervisor;
import org.waybill.tool.Tool;
import org.waybill.tool.ToolSource;

/** The configured agents; a service for each asks for its card. */
@ApplicationScoped
public class RemoteAgents implements ToolSource {

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(15);
  private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(2);

  private static final Duration BETWEEN_DELETIONS = Duration.ofHours(1);

  @Inject private Settings settings;
  @Inject private Supervisor supervisor;
  @Inject private SafeHttpClient http;
  @Inject private Clock clock;
  @Inject private DelegatedTasks delegated;
  @Inject private DelegationCleanup cleanup;
  @Inject private Callbacks callbacks;

  private volatile List<RemoteAgent> agents = List.of();

  /**
   * Begins to connect.
   *
   * @throws IllegalStateException if the setting cannot be used
   */
  public void start() {
    agents =
        JsonSettings.read(
                settings, A2aSettings.REMOTE_AGENTS, given -> RemoteAgentSpec.all(given.json()))
            .stream()
            .map(spec -> new RemoteAgent(spec, http))
            .toList();
    if (agents.isEmpty()) {
      return;
    }
    for (RemoteAgent agent : agents) {
      supervisor.every(BETWEEN_LOOKS, "agent-" + agent.spec().name(), agent::refresh);
    }
    supervisor.every(BETWEEN_ROUNDS, "delegation-cleanup", () -> cleanup.runOnce(this::find));
    supervisor.every(BETWEEN_ROUNDS, "delegation-callbacks", callbacks::wakeMissed);
    supervisor.every(BETWEEN_DELETIONS, "delegation-retention", this::forget);
  }

  private void forget() {
    delegated.forget();
    callbacks.forget();
  }

  private Optional<RemoteAgent> find(String name) {
    return agents.stream()
        .filter(agent -> agent.spec().name().equals(name) && agent.card() != null)
        .findFirst();
  }

  /** Also of those that have not shown their cards yet: tasks go on with them after a restart. */
  @Override
  public List<Tool> tools() {
    Duration hold = settings.get(A2aSettings.HOLD);
    return agents.stream()
        .<Tool>map(agent -> new DelegationTool(agent, delegated, callbacks, clock, hold))
        .toList();
  }

  /** How many answer, or do not. */
  public long count(boolean up) {
    return agents.stream().filter(agent -> (agent.error() == null) == up).count();
  }

  /** Each with its state, what its card says and its last error. */
  public List<JsonObject> states() {
    return agents.stream().map(RemoteAgent::toJson).toList();
  }

  /** One of them. */
  public Optional<JsonObject> state(String name) {
    return agents.stream()
        .filter(agent -> agent.spec().name().equals(name))
        .map(RemoteAgent::toJson)
        .findFirst();
  }
}
