package org.waybill.tool.github;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import org.waybill.json.Json;
import org.waybill.tool.ToolSpec;

/** Opens an issue. */
@ApplicationScoped
public class GitHubIssueTool extends GitHubEntryTool {

  private static final String NAME = "github_issue";

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

  public GitHubIssueTool() {
    super(SPEC, "number");
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
  String list(JsonObject arguments) {
    return "/issues";
  }

  @Override
  String newest() {
    return "state=all&sort=created&direction=desc&";
  }

  @Override
  JsonObject entry(JsonObject arguments, Marker marker) {
    JsonObjectBuilder issue =
        Json.object()
            .add("title", arguments.getString("title"))
            .add("body", marker.mark(arguments.getString("body", "")));
    if (arguments.containsKey("labels")) {
      issue.add("labels", arguments.getJsonArray("labels"));
    }
    return issue.build();
  }
}
