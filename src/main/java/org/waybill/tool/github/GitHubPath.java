package org.waybill.tool.github;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.waybill.tool.ToolFailure;

/** Names of files and branches as parts of a URL. */
final class GitHubPath {

  private GitHubPath() {}

  /**
   * @param field of the arguments, for errors
   * @throws ToolFailure if it leads elsewhere
   */
  static String encode(String field, String path) throws ToolFailure {
    String[] segments = path.split("/", -1);
    for (String segment : segments) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        throw ToolFailure.forGood(
            "invalid_arguments",
            field + " is '" + path + "'; allowed: names separated by /, without . and ..");
      }
    }
    return Stream.of(segments).map(GitHubPath::query).collect(Collectors.joining("/"));
  }

  /** As a value in a query, or one segment. */
  static String query(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }
}
