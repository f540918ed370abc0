package org.waybill.api.responses;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The id of a response.
 *
 * @param task that makes it
 * @param from number of the task's event that it begins with
 */
record ResponseId(UUID task, int from) {

  private static final Pattern TEXT =
      Pattern.compile(
          "resp_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})"
              + "(?:_([1-9][0-9]{0,8}))?");
  private static final int FROM = 6;

  /** The first response of a task. */
  static ResponseId of(UUID task) {
    return new ResponseId(task, 1);
  }

  static Optional<ResponseId> parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    String uuid =
        String.join(
            "-", parts.group(1), parts.group(2), parts.group(3), parts.group(4), parts.group(5));
    int from = parts.group(FROM) == null ? 1 : Integer.parseInt(parts.group(FROM));
    return Optional.of(new ResponseId(UUID.fromString(uuid), from));
  }

  /** The id of a part of it. */
  String part(String prefix, int index) {
    return prefix + suffix() + "_" + index;
  }

  String text() {
    return from == 1 ? "resp_" + hex(task) : "resp_" + suffix();
  }

  private String suffix() {
    return hex(task) + "_" + from;
  }

  static String hex(UUID id) {
    return id.toString().replace("-", "");
  }
}
