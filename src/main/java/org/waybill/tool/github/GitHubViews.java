package org.waybill.tool.github;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Base64;
import org.waybill.json.Json;
import org.waybill.text.CutText;
import org.waybill.tool.ToolFailure;

/** What a model or user needs of GitHub's long answers. */
final class GitHubViews {

  private static final int LONGEST_TEXT = 200_000;

  private GitHubViews() {}

  static JsonObject repository(JsonObject json) {
    return pick(json, "full_name", "description", "default_branch", "private", "html_url").build();
  }

  /** A file with its text, or a folder with its entries. */
  static JsonObject content(JsonValue value) throws ToolFailure {
    if (!(value instanceof JsonObject file)) {
      return items(value, "name", "path", "type", "size");
    }
    JsonObjectBuilder out = pick(file, "path", "sha", "size", "html_url");
    if (file.get("content") instanceof JsonString encoded
        && "base64".equals(file.getString("encoding", ""))) {
      out.add("text", CutText.of(decoded(encoded.getString()), LONGEST_TEXT));
    }
    return out.build();
  }

  private static String decoded(String encoded) throws ToolFailure {
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(encoded);
      return new String(bytes, UTF_8).replace("\0", "\uFFFD");
    } catch (IllegalArgumentException e) {
      throw GitHubErrors.unexpected();
    }
  }

  /** An issue or a pull request. */
  static JsonObject issue(JsonObject json) {
    JsonObjectBuilder out =
        pick(json, "number", "title", "state", "body", "html_url", "created_at", "merged");
    if (json.get("user") instanceof JsonObject user && user.get("login") != null) {
      out.add("user", user.get("login"));
    }
    return out.build();
  }

  static JsonObject issues(JsonValue value) throws ToolFailure {
    return items(value, "number", "title", "state", "html_url");
  }

  static JsonObject comments(JsonValue value) throws ToolFailure {
    return items(value, "id", "body", "html_url", "created_at");
  }

  private static JsonObject items(JsonValue value, String... names) throws ToolFailure {
    JsonArrayBuilder items = Json.array();
    for (JsonObject each : GitHubErrors.array(value).getValuesAs(JsonObject.class)) {
      items.add(pick(each, names));
    }
    return Json.object().add("items", items).build();
  }

  private static JsonObjectBuilder pick(JsonObject json, String... names) {
    JsonObjectBuilder out = Json.object();
    for (String name : names) {
      JsonValue value = json.get(name);
      if (value instanceof JsonString text) {
        out.add(name, CutText.of(text.getString(), LONGEST_TEXT));
      } else if (value != null && value != JsonValue.NULL) {
        out.add(name, value);
      }
    }
    return out;
  }
}
