package org.waybill.api.mcp;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;

/** The headers of a request, compared with its body. */
record McpHeaders(HttpHeaders headers) {

  static final String VERSION = "MCP-Protocol-Version";

  private static final String METHOD = "Mcp-Method";
  private static final String NAME = "Mcp-Name";
  private static final String ENCODED = "=?base64?";
  private static final String END = "?=";
  private static final String PREFIX = "io.modelcontextprotocol/";
  private static final Set<String> NAMES_TASK = Set.of("tasks/get", "tasks/update", "tasks/cancel");

  /** The name of a member of {@code _meta} that the protocol reserves. */
  static String meta(String name) {
    return PREFIX + name;
  }

  /**
   * The revision of a message; what says neither in its header nor in its body is of the older
   * ones.
   *
   * @throws McpProblem if header and body contradict each other, or the revision is unknown
   */
  Revision revision(McpMessage message) {
    String header = headers.getHeaderString(VERSION);
    JsonValue value = message.meta().get(meta("protocolVersion"));
    String body = value instanceof JsonString text ? text.getString() : null;
    if (value != null && (body == null || !body.equals(header))) {
      throw McpProblem.headerMismatch(
          "%s is %s, _meta says %s".formatted(VERSION, quoted(header), value));
    }
    if (header == null) {
      return Revision.V2025_11_25;
    }
    Revision revision =
        Revision.of(header).orElseThrow(() -> McpProblem.unsupportedVersion(header));
    if (revision.isStateless() && message.kind() == McpMessage.Kind.REQUEST) {
      if (body == null) {
        throw McpProblem.missingParams(
            "_meta has no %s; allowed: what the header says".formatted(meta("protocolVersion")));
      }
      check(message);
    }
    return revision;
  }

  private void check(McpMessage message) {
    String method = headers.getHeaderString(METHOD);
    require(
        message.method().equals(method),
        "%s is %s, the method is '%s'".formatted(METHOD, quoted(method), message.method()));
    String name = nameOf(message);
    if (name != null) {
      String given = decoded(headers.getHeaderString(NAME));
      require(
          name.equals(given), "%s is %s, the body names '%s'".formatted(NAME, quoted(given), name));
    }
    if (!(message.meta().get(meta("clientCapabilities")) instanceof JsonObject)) {
      throw McpProblem.missingParams(
          "_meta has no %s; allowed: an object".formatted(meta("clientCapabilities")));
    }
  }

  private static String nameOf(McpMessage message) {
    if (NAMES_TASK.contains(message.method())) {
      return message.text("taskId");
    }
    return message.method().equals("tools/call") ? message.text("name") : null;
  }

  private static String decoded(String header) {
    if (header == null || !header.startsWith(ENCODED) || !header.endsWith(END)) {
      return header;
    }
    try {
      String text = header.substring(ENCODED.length(), header.length() - END.length());
      return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw McpProblem.headerMismatch(NAME + " is no Base64");
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw McpProblem.headerMismatch(otherwise);
    }
  }

  private static String quoted(String header) {
    return header == null ? "missing" : "'" + header + "'";
  }

  /** Rejects bodies of other media types; a body without one is accepted. */
  void requireJson() {
    MediaType type = headers.getMediaType();
    if (type != null && !type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
      throw McpProblem.rejected(415, "Content-Type is " + type + "; allowed: application/json");
    }
  }

  /** Whether an event stream may be the answer. */
  boolean acceptStream() {
    return headers.getAcceptableMediaTypes().stream()
        .anyMatch(type -> type.isCompatible(MediaType.SERVER_SENT_EVENTS_TYPE));
  }
}
