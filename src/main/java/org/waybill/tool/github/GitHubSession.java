package org.waybill.tool.github;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import org.waybill.tool.ToolFailure;

/** Calls to one repository with one account. */
final class GitHubSession {

  private static final int PAGE = 100;
  private static final int MOST_PAGES = 10;

  private final GitHubClient client;
  private final GitHubClient.Access access;
  private final String repository;

  GitHubSession(GitHubClient client, GitHubClient.Access access, String repository) {
    this.client = client;
    this.access = access;
    this.repository = repository;
  }

  String owner() {
    return repository.substring(0, repository.indexOf('/'));
  }

  /**
   * @param path below the repository, with its query
   */
  JsonValue get(String path) throws ToolFailure, InterruptedException {
    return client.call(access, "GET", "/repos/" + repository + path, null);
  }

  /** The same; null if there is no such thing. */
  JsonObject find(String path) throws ToolFailure, InterruptedException {
    try {
      return get(path) instanceof JsonObject object ? object : null;
    } catch (ToolFailure e) {
      if (e.code().equals(GitHubErrors.NOT_FOUND)) {
        return null;
      }
      throw e;
    }
  }

  JsonObject object(String path) throws ToolFailure, InterruptedException {
    return GitHubErrors.object(get(path));
  }

  JsonObject send(String method, String path, JsonObject body)
      throws ToolFailure, InterruptedException {
    return GitHubErrors.object(client.call(access, method, "/repos/" + repository + path, body));
  }

  /**
   * Looks for what a call has created.
   *
   * @param path of a list, with a query
   * @return null if it certainly was not created
   * @throws ToolFailure {@code step_in_doubt} if there is too much to look through
   */
  JsonObject findMarked(String path, Marker marker) throws ToolFailure, InterruptedException {
    for (int page = 1; page <= MOST_PAGES; page++) {
      List<JsonObject> items =
          GitHubErrors.array(get(path + "&per_page=" + PAGE + "&page=" + page))
              .getValuesAs(JsonObject.class);
      for (JsonObject item : items) {
        if (marker.isIn(item)) {
          return item;
        }
      }
      if (items.size() < PAGE) {
        return null;
      }
    }
    throw ToolFailure.forGood(
        "step_in_doubt",
        "An earlier attempt began this call, and there are too many entries to see whether it was"
            + " done. Look at the repository before you repeat it.");
  }
}
