package org.waybill.tool.github;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Optional;
import org.waybill.handler.EffectLookup;
import org.waybill.json.Json;
import org.waybill.tool.Tool;
import org.waybill.tool.ToolCall;
import org.waybill.tool.ToolSpec;

/** Comments on an issue or a pull request. */
@ApplicationScoped
public class GitHubCommentTool implements Tool {

  private static final String NAME = "github_comment";
  private static final String ID = "id";

  private static final ToolSpec SPEC =
      GitHubSchemas.write(
          NAME,
          "Comments on an issue or a pull request on GitHub.",
          """
          {"type":"object","required":["repository","number","body"],"additionalProperties":false,
            "properties":{%s,
              "number":{"type":"integer","minimum":1,"maximum":2000000000,
                "description":"Of the issue or pull request."},
              "body":{"type":"string","minLength":1,"maxLength":60000,
                "description":"Markdown."}}}
          """
              .formatted(GitHubSchemas.REPOSITORY),
          """
          {"type":"object","required":["id","url"],"properties":{
            "id":{"type":"integer"},"url":{"type":"string"}}}
          """,
          Duration.ofSeconds(60));

  @Inject private GitHubClient client;

  @Override
  public ToolSpec spec() {
    return SPEC;
  }

  @Override
  public String summary(JsonObject arguments) {
    return "Comment on %s#%d:%n%n%s"
        .formatted(
            arguments.getString("repository"),
            arguments.getInt("number"),
            arguments.getString("body"));
  }

  @Override
  public JsonValue run(JsonObject arguments, ToolCall call) throws Exception {
    JsonObject comment =
        Json.object().add("body", Marker.of(call).mark(arguments.getString("body"))).build();
    return GitHubSchemas.created(
        client.session(NAME, arguments, call).send("POST", comments(arguments), comment), ID);
  }

  @Override
  public EffectLookup<JsonValue> lookup(JsonObject arguments, ToolCall call) {
    return () -> {
      Marker marker = Marker.of(call);
      JsonObject found =
          client
              .session(NAME, arguments, call)
              .findMarked(comments(arguments) + "?since=" + marker.since(), marker);
      return found == null ? Optional.empty() : Optional.of(GitHubSchemas.created(found, ID));
    };
  }

  private static String comments(JsonObject arguments) {
    return "/issues/" + arguments.getInt("number") + "/comments";
  }
}
