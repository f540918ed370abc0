package org.waybill.mcp;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.waybill.config.McpSettings;
import org.waybill.config.Settings;
import org.waybill.json.Json;
import org.waybill.service.Supervisor;
import org.waybill.tool.Tool;
import org.waybill.tool.ToolSource;

/** The configured servers; a service for each asks what it offers. */
@ApplicationScoped
public class McpServers implements ToolSource {

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(15);

  @Inject private Settings settings;
  @Inject private Supervisor supervisor;

  private volatile List<McpServer> servers = List.of();

  /**
   * Begins to connect.
   *
   * @throws IllegalStateException if the setting cannot be used
   */
  public void start() {
    String text = settings.get(McpSettings.SERVERS).orElse("");
    if (text.isBlank()) {
      return;
    }
    try {
      boolean isFile = !text.strip().startsWith("{");
      String json = isFile ? Files.readString(Path.of(text.strip())) : text;
      servers = ServerSpec.all(Json.read(json), isFile).stream().map(McpServer::new).toList();
    } catch (IOException | JsonException | IllegalArgumentException e) {
      throw new IllegalStateException(
          McpSettings.SERVERS.env() + " cannot be used: " + e.getMessage(), e);
    }
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
