package org.waybill.api.mcp;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.waybill.json.Json;

/**
 * The id of an event of a stream: all that another node needs to go on with it.
 *
 * @param task whose stream it is
 * @param seq number of the task's event
 * @param request id of the request as JSON text
 * @param progressToken as JSON text, or null
 * @param onlyResult see {@link McpReply.Follow}
 */
record EventId(String task, int seq, String request, String progressToken, boolean onlyResult) {

  static final String HEADER = "Last-Event-ID";
  private static final int LONGEST = 4_000;

  String text() {
    JsonObjectBuilder rest = Json.object().add("request", request).add("result", onlyResult);
    if (progressToken != null) {
      rest.add("progress", progressToken);
    }
    byte[] bytes = rest.build().toString().getBytes(StandardCharsets.UTF_8);
    return task + "." + seq + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * @throws McpProblem if it is none
   */
  static EventId read(String text) {
    try {
      String[] parts = text.length() > LONGEST ? new String[0] : text.split("\\.", 3);
      if (parts.length == 3) {
        String rest = new String(Base64.getUrlDecoder().decode(parts[2]), StandardCharsets.UTF_8);
        JsonObject json = Json.read(rest).asJsonObject();
        String request = json.getString("request");
        String progress = json.getString("progress", null);
        boolean valid =
            request.equals(Json.read(request).toString())
                && (progress == null || progress.equals(Json.read(progress).toString()));
        if (valid) {
          int seq = Integer.parseUnsignedInt(parts[1]);
          return new EventId(parts[0], seq, request, progress, json.getBoolean("result"));
        }
      }
    } catch (IllegalArgumentException
        | JsonException
        | ClassCastException
        | NullPointerException e) {
      // Said below.
    }
    throw McpProblem.rejected(400, HEADER + " is not valid; allowed: the id of an event");
  }
}
