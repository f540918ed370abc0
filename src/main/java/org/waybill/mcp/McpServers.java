package org.waybill.mcp;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.waybill.config.JsonSettings;
import org.waybill.config.McpSettings;
import org.waybill.config.Settings;
import org.waybill.service.Supervisor;
import org.waybill.tool.Tool;
import org.waybill.tool.ToolSource;

/** The configured servers; a service for each asks what it offers. */
@ApplicationScoped
public class McpServers implements ToolSource {

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(15);

  @Inject private Settings settings;
  @Inject private Supervisor supervisor;
  @Inject private McpExecutor executor;

  private volatile List<McpServer> servers = List.of();

  /**
   * Begins to connect.
   *
   * @throws IllegalStateException if the setting cannot be used
   */
  public void start() {
    servers =
        JsonSettings.read(
                settings,
                McpSettings.SERVERS,
                given -> ServerSpec.all(given.json(), given.isFile()))
            .stream()
            .map(spec -> new McpServer(spec, executor.threads()))
            .toList();
    for (McpServer server : servers) {
      String name = "mcp-" + server.spec().name();
      server.process().ifPresent(process -> supervisor.run(name + "-output", process::read));
      supervisor.every(BETWEEN_LOOKS, name, server::refresh);
    }
  }

  @PreDestroy
  void end() {
    servers.forEach(server -> server.process().ifPresent(StdioServer::close));
  }

  @Override
  public List<Tool> tools() {
    return servers.stream()
        .flatMap(server -> server.tools().stream())
        .map(Tool.class::cast)
        .toList();
  }

  @Override
  public boolean mayBring(String tool) {
    return servers.stream().anyMatch(server -> server.mayBring(tool));
  }

  /** How many answer, or do not. */
  public long count(boolean up) {
    return servers.stream().filter(server -> (server.error() == null) == up).count();
  }

  /** Each with its state, its tools and its last error. */
  public List<JsonObject> states() {
    return servers.stream().map(McpServer::toJson).toList();
  }
}
