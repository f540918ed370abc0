package org.waybill.tool.github;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import org.waybill.tool.Tool;
import org.waybill.tool.ToolCall;
import org.waybill.tool.ToolFailure;
import org.waybill.tool.ToolSpec;

/** Reads what is in a repository. */
@ApplicationScoped
public class GitHubReadTool implements Tool {

  private static final String NAME = "github_read";

  private static final ToolSpec SPEC =
      ToolSpec.read(
          NAME,
          "Reads a repository, a file or folder, an issue, a pull request, open issues or comments"
              + " on GitHub.",
          """
          {"type":"object","required":["repository","what"],"additionalProperties":false,
            "properties":{%s,
              "what":{"enum":["repository","file","issue","pull_request","issues","comments"]},
              "number":{"type":"integer","minimum":1,"maximum":2000000000,
                "description":"Of the issue or pull request; also for comments."},
              "path":{"type":"string","minLength":1,"maxLength":400,
                "description":"Of the file or folder."},
              "ref":{"type":"string","minLength":1,"maxLength":200,
                "description":"Branch, tag or commit; absent: the default branch."}}}
          """
              .formatted(GitHubSchemas.REPOSITORY),
          """
          {"type":"object","description":"Members of the thing, or items of a list."}
          """);

  @Inject private GitHubClient client;

  @Override
  public ToolSpec spec() {
    return SPEC;
  }

  @Override
  public JsonValue run(JsonObject arguments, ToolCall call) throws Exception {
    GitHubSession session = client.session(NAME, arguments, call);
    return switch (arguments.getString("what")) {
      case "repository" -> GitHubViews.repository(session.object(""));
      case "file" -> GitHubViews.content(session.get(contents(arguments)));
      case "issue" -> GitHubViews.issue(session.object("/issues/" + number(arguments)));
      case "pull_request" -> GitHubViews.issue(session.object("/pulls/" + number(arguments)));
      case "issues" -> GitHubViews.issues(session.get("/issues?state=open&per_page=50"));
      default ->
          GitHubViews.comments(
              session.get("/issues/" + number(arguments) + "/comments?per_page=100"));
    };
  }

  private static int number(JsonObject arguments) throws ToolFailure {
    return required(arguments, "number").getInt("number");
  }

  private static String contents(JsonObject arguments) throws ToolFailure {
    String path = required(arguments, "path").getString("path");
    String ref =
        arguments.containsKey("ref") ? "?ref=" + GitHubPath.query(arguments.getString("ref")) : "";
    return "/contents/" + GitHubPath.encode("path", path) + ref;
  }

  private static JsonObject required(JsonObject arguments, String name) throws ToolFailure {
    if (!arguments.containsKey(name)) {
      throw ToolFailure.forGood(
          "invalid_arguments",
          "arguments/%s is missing; it is required to read %s"
              .formatted(name, arguments.getString("what")));
    }
    return arguments;
  }
}
