package org.waybill.tool.github;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.waybill.tool.Tool;
import org.waybill.tool.ToolCall;
import org.waybill.tool.ToolSpec;

/** Opens a pull request: makes a branch, commits files to it, and asks to merge it. */
@ApplicationScoped
public class GitHubPullRequestTool implements Tool {

  private static final String NAME = "github_pull_request";

  private static final ToolSpec SPEC =
      GitHubSchemas.write(
          NAME,
          "Opens a pull request on GitHub with new or changed files.",
          """
          {"type":"object","required":["repository","title","files"],"additionalProperties":false,
            "properties":{%s,
              "title":{"type":"string","minLength":1,"maxLength":256},
              "body":{"type":"string","maxLength":60000,"description":"Markdown."},
              "base":{"type":"string","minLength":1,"maxLength":200,
                "description":"Branch to merge into; absent: the default branch."},
              "branch":{"type":"string","minLength":1,"maxLength":200,
                "description":"New branch; absent: waybill/ and the task's id."},
              "message":{"type":"string","minLength":1,"maxLength":1000,
                "description":"Of the commits; absent: the title."},
              "files":{"type":"array","minItems":1,"maxItems":50,"items":{"type":"object",
                "required":["path","content"],"additionalProperties":false,"properties":{
                  "path":{"type":"string","minLength":1,"maxLength":400},
                  "content":{"type":"string","maxLength":500000}}}}}}
          """
              .formatted(GitHubSchemas.REPOSITORY),
          """
          {"type":"object","required":["number","url","branch"],"properties":{
            "number":{"type":"integer"},"url":{"type":"string"},"branch":{"type":"string"}}}
          """,
          Duration.ofMinutes(10));

  @Inject private GitHubClient client;

  @Override
  public ToolSpec spec() {
    return SPEC;
  }

  /** Branch, each file and the request. */
  @Override
  public boolean hasParts() {
    return true;
  }

  @Override
  public String summary(JsonObject arguments) {
    List<JsonObject> files = arguments.getJsonArray("files").getValuesAs(JsonObject.class);
    return "Open this pull request in %s:%n%n%s%n%n%s%n%n%s"
        .formatted(
            arguments.getString("repository"),
            arguments.getString("title"),
            arguments.getString("body", ""),
            files.stream()
                .map(file -> "--- " + file.getString("path") + "\n" + file.getString("content"))
                .collect(Collectors.joining("\n")));
  }

  @Override
  public JsonValue run(JsonObject arguments, ToolCall call) throws Exception {
    return new PullRequest(client.session(NAME, arguments, call), arguments, call).open();
  }
}
