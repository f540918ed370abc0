package org.waybill.config;

import java.time.Duration;

/** Settings of the Model Context Protocol; listed with all {@link KnownSettings}. */
public final class McpSettings {

  public static final Setting<Duration> LONGEST_WAIT =
      Setting.duration(
          "waybill.mcp.longest-wait",
          "60s",
          "1s",
          "10m",
          "Maximum time that an MCP request waits for its task to end.");

  private McpSettings() {}
}
