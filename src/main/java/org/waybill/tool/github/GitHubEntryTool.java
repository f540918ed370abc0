package org.waybill.tool.github;

import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;
import org.waybill.handler.EffectLookup;
import org.waybill.tool.Tool;
import org.waybill.tool.ToolCall;
import org.waybill.tool.ToolSpec;

/** Creates one entry of a list with one call, and finds it again there by its marker. */
abstract class GitHubEntryTool implements Tool {

  private final ToolSpec spec;
  private final String id;

  @Inject private GitHubClient client;

  /**
   * @param id the member of the entry that the result has, with its address
   */
  GitHubEntryTool(ToolSpec spec, String id) {
    this.spec = spec;
    this.id = id;
  }

  @Override
  public ToolSpec spec() {
    return spec;
  }

  /** The list, below the repository. */
  abstract String list(JsonObject arguments);

  /** What the list is asked for, so that new entries come soon; may be empty. */
  abstract String newest();

  abstract JsonObject entry(JsonObject arguments, Marker marker);

  @Override
  public JsonValue run(JsonObject arguments, ToolCall call) throws Exception {
    JsonObject entry = entry(arguments, Marker.of(call));
    GitHubSession session = client.session(spec.name(), arguments, call);
    return GitHubSchemas.created(session.send("POST", list(arguments), entry), id);
  }

  @Override
  public EffectLookup<JsonValue> lookup(JsonObject arguments, ToolCall call) {
    return () -> {
      Marker marker = Marker.of(call);
      String path = list(arguments) + "?" + newest() + "since=" + marker.since();
      JsonObject found = client.session(spec.name(), arguments, call).findMarked(path, marker);
      return found == null ? Optional.empty() : Optional.of(GitHubSchemas.created(found, id));
    };
  }
}
