package org.waybill.mcp;

import jakarta.json.JsonObject;
import java.util.Set;

/**
 * A session as the server opened it.
 *
 * @param id null if the server keeps none
 * @param revision agreed on
 * @param capabilities what the server says it has, such as {@code tools} or {@code prompts}
 */
record McpSession(String id, String revision, Set<String> capabilities) {

  /**
   * @param initialized the result of {@code initialize}
   */
  static McpSession of(String id, JsonObject initialized) {
    return new McpSession(
        id,
        initialized.getString("protocolVersion", McpTransport.REVISION),
        initialized.get("capabilities") instanceof JsonObject capabilities
            ? Set.copyOf(capabilities.keySet())
            : Set.of());
  }
}
