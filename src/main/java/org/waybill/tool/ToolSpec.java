package org.waybill.tool;

import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What a tool is, for agents and callers.
 *
 * @param name such as {@code calculator}: lower-case letters, digits and {@code _}, at most 64
 *     characters
 * @param description one sentence that says what it does and when to use it
 * @param arguments JSON Schema (2020-12) of its arguments, an object
 * @param result JSON Schema of its result
 * @param timeout of one call
 * @param perMinute maximum calls per user and minute on one node
 * @param source {@code built-in}, {@code mcp:<server>} or {@code a2a:<agent>}
 */
public record ToolSpec(
    String name,
    String description,
    Risk risk,
    String arguments,
    String result,
    Duration timeout,
    int perMinute,
    String source) {

  /** The source of the tools that Waybill brings. */
  public static final String BUILT_IN = "built-in";

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");
  private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(30);
  private static final int USUAL_PER_MINUTE = 600;

  /**
   * @throws IllegalArgumentException if the name is not allowed
   */
  public ToolSpec {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "tool name '"
              + name
              + "'; allowed: 1 to 64 lower-case letters, digits and _, beginning with a letter");
    }
    Objects.requireNonNull(risk, "risk");
  }

  /** A tool of Waybill's own that looks something up. */
  public static ToolSpec read(String name, String description, String arguments, String result) {
    return new ToolSpec(
        name, description, Risk.READ, arguments, result, USUAL_TIMEOUT, USUAL_PER_MINUTE, BUILT_IN);
  }
}
