package org.waybill.tool.github;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Optional;
import org.waybill.handler.EffectLookup;
import org.waybill.json.Json;
import org.waybill.tool.Tool;
import org.waybill.tool.ToolCall;
import org.waybill.tool.ToolSpec;

/** Opens an issue. */
@ApplicationScoped
public class GitHubIssueTool implements Tool {

  private static final String NAME = "github_issue";
  private static final String NUMBER = "number";

  private static final ToolSpec SPEC =
      GitHubSchemas.write(
          NAME,
          "Opens an issue in a repository on GitHub.",
          """
          {"type":"object","required":["repository","title"],"additionalProperties":false,
            "properties":{%s,
              "title":{"type":"string","minLength":1,"maxLength":256},
              "body":{"type":"string","maxLength":60000,"description":"Markdown."},
              "labels":{"type":"array","maxItems":20,
                "items":{"type":"string","minLength":1,"maxLength":50}}}}
          """
              .formatted(GitHubSchemas.REPOSITORY),
          """
          {"type":"object","required":["number","url"],"properties":{
            "number":{"type":"integer"},"url":{"type":"string"}}}
          """,
          Duration.ofSeconds(60));

  @Inject private GitHubClient client;

  @Override
  public ToolSpec spec() {
    return SPEC;
  }

  @Override
  public String summary(JsonObject arguments) {
    return "Open this issue in %s:%n%n%s%n%n%s"
        .formatted(
            arguments.getString("repository"),
            arguments.getString("title"),
            arguments.getString("body", ""));
  }

  @Override
  public JsonValue run(JsonObject arguments, ToolCall call) throws Exception {
    JsonObjectBuilder issue =
        Json.object()
            .add("title", arguments.getString("title"))
            .add("body", Marker.of(call).mark(arguments.getString("body", "")));
    if (arguments.containsKey("labels")) {
      issue.add("labels", arguments.getJsonArray("labels"));
    }
    GitHubSession session = client.session(NAME, arguments, call);
    return GitHubSchemas.created(session.send("POST", "/issues", issue.build()), NUMBER);
  }

  @Override
  public EffectLookup<JsonValue> lookup(JsonObject arguments, ToolCall call) {
    return () -> {
      Marker marker = Marker.of(call);
      JsonObject found =
          client
              .session(NAME, arguments, call)
              .findMarked(
                  "/issues?state=all&sort=created&direction=desc&since=" + marker.since(), marker);
      return found == null ? Optional.empty() : Optional.of(GitHubSchemas.created(found, NUMBER));
    };
  }
}
