package org.waybill.tool.github;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import org.waybill.json.Json;
import org.waybill.tool.Risk;
import org.waybill.tool.ToolFailure;
import org.waybill.tool.ToolSpec;

/** What the tools for GitHub have in common. */
final class GitHubSchemas {

  static final String REPOSITORY =
      """
      "repository":{"type":"string","maxLength":200,
        "pattern":"^[A-Za-z0-9._-]+/[A-Za-z0-9._-]+$","description":"owner/name"},
      "account":{"type":"string","maxLength":40,"default":"github",
        "description":"Name of the provider whose account is used."}
      """;

  private static final int PER_MINUTE = 60;

  private GitHubSchemas() {}

  static ToolSpec write(
      String name, String description, String arguments, String result, Duration timeout) {
    return new ToolSpec(
        name, description, Risk.WRITE, arguments, result, timeout, PER_MINUTE, ToolSpec.BUILT_IN);
  }

  /** A result of what was created: where it is, and its number. */
  static JsonObject created(JsonObject answer, String number) throws ToolFailure {
    if (answer.get(number) instanceof JsonNumber id
        && answer.get("html_url") instanceof JsonString url) {
      return Json.object().add(number, id).add("url", url).build();
    }
    throw GitHubErrors.unexpected();
  }

  static String text(JsonObject json, String name) throws ToolFailure {
    JsonValue value = json.get(name);
    if (value instanceof JsonString text) {
      return text.getString();
    }
    throw GitHubErrors.unexpected();
  }
}
