package org.waybill.tool.github;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import java.time.Duration;
import org.waybill.json.Json;
import org.waybill.tool.ToolSpec;

/** Comments on an issue or a pull request. */
@ApplicationScoped
public class GitHubCommentTool extends GitHubEntryTool {

  private static final String NAME = "github_comment";

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

  public GitHubCommentTool() {
    super(SPEC, "id");
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
  String list(JsonObject arguments) {
    return "/issues/" + arguments.getInt("number") + "/comments";
  }

  @Override
  String newest() {
    return "";
  }

  @Override
  JsonObject entry(JsonObject arguments, Marker marker) {
    return Json.object().add("body", marker.mark(arguments.getString("body"))).build();
  }
}
