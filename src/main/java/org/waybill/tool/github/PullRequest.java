package org.waybill.tool.github;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.JsonObject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.waybill.json.Json;
import org.waybill.tool.ToolCall;
import org.waybill.tool.ToolFailure;

/** One pull request in the making; each part is done once, and found again after a crash. */
final class PullRequest {

  private static final int PERCENT = 100;
  private static final String SHA = "sha";

  private final GitHubSession session;
  private final JsonObject arguments;
  private final ToolCall call;
  private final String branch;

  PullRequest(GitHubSession session, JsonObject arguments, ToolCall call) {
    this.session = session;
    this.arguments = arguments;
    this.call = call;
    this.branch = arguments.getString("branch", "waybill/" + call.taskId());
  }

  JsonObject open() throws Exception {
    String branchPath = GitHubPath.encode("branch", branch);
    String base = base();
    call.once(
        "branch",
        JsonObject.class,
        () -> create(base),
        () -> Optional.ofNullable(session.find("/git/ref/heads/" + branchPath)));
    List<JsonObject> files = arguments.getJsonArray("files").getValuesAs(JsonObject.class);
    for (int i = 0; i < files.size(); i++) {
      commit(i, files.get(i));
      call.progress(
          PERCENT * (i + 1) / (files.size() + 1),
          "%d of %d files committed".formatted(i + 1, files.size()));
    }
    Marker marker = Marker.of(call);
    JsonObject pull =
        call.once(
            "pull-request", JsonObject.class, () -> request(base, marker), () -> found(marker));
    return Json.builder(GitHubSchemas.created(pull, "number")).add("branch", branch).build();
  }

  private String base() throws ToolFailure, InterruptedException {
    return arguments.containsKey("base")
        ? arguments.getString("base")
        : GitHubSchemas.text(session.object(""), "default_branch");
  }

  private JsonObject create(String base) throws ToolFailure, InterruptedException {
    JsonObject head = session.object("/git/ref/heads/" + GitHubPath.encode("base", base));
    if (!(head.get("object") instanceof JsonObject commit)) {
      throw GitHubErrors.unexpected();
    }
    return session.send(
        "POST",
        "/git/refs",
        Json.object()
            .add("ref", "refs/heads/" + branch)
            .add(SHA, GitHubSchemas.text(commit, SHA))
            .build());
  }

  private void commit(int number, JsonObject file) throws Exception {
    String path = "/contents/" + GitHubPath.encode("files.path", file.getString("path"));
    byte[] content = file.getString("content").getBytes(UTF_8);
    call.once(
        "file-" + number,
        JsonObject.class,
        () -> put(path, file.getString("path"), content),
        () -> Optional.ofNullable(same(existing(path), content)));
  }

  /** What the result keeps of a file is its hash alone. */
  private JsonObject put(String path, String name, byte[] content)
      throws ToolFailure, InterruptedException {
    JsonObject existing = existing(path);
    JsonObject same = same(existing, content);
    if (same != null) {
      return same;
    }
    String message =
        arguments.getString("message", arguments.getString("title")) + " (" + name + ")";
    var body =
        Json.object()
            .add("message", message)
            .add("content", Base64.getEncoder().encodeToString(content))
            .add("branch", branch);
    if (existing != null) {
      body.add(SHA, GitHubSchemas.text(existing, SHA));
    }
    session.send("PUT", path, body.build());
    return Json.object().add(SHA, blob(content)).build();
  }

  private JsonObject existing(String path) throws ToolFailure, InterruptedException {
    return session.find(path + "?ref=" + GitHubPath.query(branch));
  }

  private static JsonObject same(JsonObject existing, byte[] content) {
    String blob = blob(content);
    return existing != null && existing.getString(SHA, "").equals(blob)
        ? Json.object().add(SHA, blob).build()
        : null;
  }

  private JsonObject request(String base, Marker marker) throws ToolFailure, InterruptedException {
    return shortened(
        session.send(
            "POST",
            "/pulls",
            Json.object()
                .add("title", arguments.getString("title"))
                .add("head", branch)
                .add("base", base)
                .add("body", marker.mark(arguments.getString("body", "")))
                .build()));
  }

  private Optional<JsonObject> found(Marker marker) throws ToolFailure, InterruptedException {
    String head = GitHubPath.query(session.owner() + ":" + branch);
    JsonObject found = session.findMarked("/pulls?state=all&head=" + head, marker);
    return found == null ? Optional.empty() : Optional.of(shortened(found));
  }

  private static JsonObject shortened(JsonObject pull) throws ToolFailure {
    JsonObject created = GitHubSchemas.created(pull, "number");
    return Json.builder(created).add("html_url", created.getString("url")).build();
  }

  /** The hash by which Git knows a file's content. */
  private static String blob(byte[] content) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      sha1.update(("blob " + content.length + "\0").getBytes(UTF_8));
      return HexFormat.of().formatHex(sha1.digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
