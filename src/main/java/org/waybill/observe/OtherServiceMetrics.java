package org.waybill.observe;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.waybill.a2a.RemoteAgents;
import org.waybill.account.TokenRefreshed;
import org.waybill.mcp.McpServers;

/**
 * What becomes of other services on this node: {@code waybill_mcp_servers{state}}, {@code
 * waybill_remote_agents{state}} and {@code waybill_account_refreshes_total{provider,result}}.
 */
@ApplicationScoped
public class OtherServiceMetrics {

  private static final Metadata REFRESHES =
      Metadata.builder()
          .withName("waybill_account_refreshes")
          .withDescription("Refreshes of access tokens, by provider and result")
          .build();

  @Inject private MetricRegistry registry;
  @Inject private McpServers servers;
  @Inject private RemoteAgents agents;

  /** They are there from the start. */
  void begin(@Observes @Initialized(ApplicationScoped.class) Object application) {}

  @PostConstruct
  void register() {
    registry.gauge("waybill_mcp_servers", () -> servers.count(true), new Tag("state", "up"));
    registry.gauge("waybill_mcp_servers", () -> servers.count(false), new Tag("state", "down"));
    registry.gauge("waybill_remote_agents", () -> agents.count(true), new Tag("state", "up"));
    registry.gauge("waybill_remote_agents", () -> agents.count(false), new Tag("state", "down"));
  }

  void observe(@Observes TokenRefreshed refreshed) {
    Tag provider = new Tag("provider", refreshed.provider());
    Tag result = new Tag("result", refreshed.done() ? "completed" : "failed");
    registry.counter(REFRESHES, provider, result).inc();
  }
}
