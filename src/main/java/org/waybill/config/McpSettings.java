package org.waybill.config;

import java.time.Duration;
import java.util.Optional;

/** Settings of the Model Context Protocol; listed with all {@link KnownSettings}. */
public final class McpSettings {

  public static final Setting<Duration> LONGEST_WAIT =
      Setting.duration(
          "waybill.mcp.longest-wait",
          "60s",
          "1s",
          "10m",
          "Maximum time that an MCP request waits for its task to end.");

  /** Read and checked by the client, which knows its form. */
  public static final Setting<Optional<String>> SERVERS =
      new Setting<>(
          "waybill.mcp.servers",
          "",
          "JSON text, or the name of a file of it",
          "MCP servers whose tools agents may use; see mcp.md.",
          text -> text.isBlank() ? Optional.empty() : Optional.of(text));

  private McpSettings() {}
}
